using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Pcaps;

/// <summary>What clients did to Samba in pcaps/smb.pcap, recorded by record-smb.sh.</summary>
public sealed class SmbCaptureTests : IEventSink
{
    private const uint AccessDenied = 0xC0000022, NoSuchName = 0xC0000034, LogonFailure = 0xC000006D;
    private readonly List<SensorEvent> _events = [];

    public SmbCaptureTests() => Replay.Run([Path.Combine(Checkout.Folder, "pcaps", "smb.pcap")], new ReplayOptions(), this);

    void IEventSink.Emit(SensorEvent happened) => _events.Add(happened);

    [Fact]
    public void Every_dialect_that_was_asked_for_was_agreed_on()
    {
        var dialects = _events.OfType<SmbNegotiateEvent>().Select(told => told.Dialect).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["2.1", "2.x", "3.1.1", "NT LANMAN 1.0", "NT LM 0.12"], dialects);
        Assert.All(_events.OfType<SmbNegotiateEvent>().Where(told => told.Dialect == "3.1.1"), told => Assert.Equal("AES-128-GCM", told.Cipher));
    }

    [Fact]
    public void A_wrong_password_is_refused()
    {
        var refused = Assert.Single(_events.OfType<SmbSessionEvent>(), told => told.Status != 0);
        Assert.Equal(LogonFailure, refused.Status);
    }

    [Fact]
    public void A_closed_share_is_refused_and_an_encrypted_one_says_so()
    {
        Assert.Equal(AccessDenied, Assert.Single(Shares(@"\\192.0.2.45\closed")).Status);
        Assert.True(Assert.Single(Shares(@"\\192.0.2.45\secret")).EncryptsData);
    }

    [Theory]
    [InlineData(1, @"\old.exe", SmbOperation.Close, 3000)]
    [InlineData(1, @"\older.exe", SmbOperation.Rename, 0)]
    [InlineData(1, @"\older.exe", SmbOperation.Delete, 0)]
    [InlineData(1, @"\deep\tool.exe", SmbOperation.Close, 3000)]
    [InlineData(2, @"deep\engine.exe", SmbOperation.Close, 3000)]
    [InlineData(2, @"deep\motor.exe", SmbOperation.Rename, 0)]
    [InlineData(2, @"deep\motor.exe", SmbOperation.Delete, 0)]
    [InlineData(2, @"deep\tool.exe", SmbOperation.Close, 20_000)]
    [InlineData(2, @"deep\svc.exe", SmbOperation.Rename, 0)]
    public void What_was_done_to_a_file_is_told(int version, string name, SmbOperation operation, int written)
    {
        var told = _events.OfType<SmbFileEvent>().First(file => file.Version == version && file.Name == name && file.Operation == operation);
        Assert.Equal((0u, written), (told.Status, (int)told.BytesWritten));
        Assert.Equal(@"\\192.0.2.45\share", told.Share, ignoreCase: true);
    }

    [Fact]
    public void A_missing_file_is_not_found() =>
        Assert.Equal(NoSuchName, Assert.Single(_events.OfType<SmbFileEvent>(), file => file.Name == "missing.txt").Status);

    [Fact]
    public void Pipes_are_known_by_their_names()
    {
        var pipes = _events.OfType<SmbFileEvent>().Where(file => file.IsPipe && file.Operation == SmbOperation.Open && file.Status == 0);
        Assert.Equal(["\\svcctl", "samr", "srvsvc", "svcctl"], pipes.Select(pipe => pipe.Name!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_what_is_encrypted_the_sizes_are_told()
    {
        var hidden = _events.OfType<SmbHiddenEvent>().Where(told => told.IsFinal).ToList();
        Assert.Equal(2, hidden.Count);
        Assert.Equal([@"\\192.0.2.45\secret", null], hidden.Select(told => told.Share));
        Assert.All(hidden, told => Assert.True(told.RequestBytes > 3000 && told.Requests > 3));    // the upload of 3,000 bytes is in it
    }

    [Fact]
    public void A_session_over_netbios_is_read_as_well()
    {
        Assert.Contains(_events.OfType<SmbTreeEvent>(), tree => tree.Flow!.ResponderPort == 139 && tree.Path == @"\\SHOP\SHARE");
        Assert.Contains(_events.OfType<SmbNegotiateEvent>(), told => told is { CalledName: "SHOP", CallingName: "SHOP" });
    }

    [Fact]
    public void Who_logged_on_is_known_to_shares_and_files()
    {
        Assert.All(_events.OfType<SmbSessionEvent>(), session => Assert.EndsWith("ada", session.User, StringComparison.Ordinal));
        Assert.All(_events.OfType<SmbFileEvent>(), file => Assert.EndsWith("ada", file.User, StringComparison.Ordinal));
    }

    private IEnumerable<SmbTreeEvent> Shares(string path) => _events.OfType<SmbTreeEvent>().Where(tree => tree.Path == path);
}
