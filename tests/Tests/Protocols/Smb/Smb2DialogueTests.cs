using NetSensor.Events;
using NetSensor.Protocols.Smb;
using NetSensor.Tests.Support;
using static NetSensor.Tests.Protocols.Smb.SmbMessages;

namespace NetSensor.Tests.Protocols.Smb;

public sealed class Smb2DialogueTests
{
    private const uint AccessDenied = 0xC0000022;
    private const ulong AllOnes = ulong.MaxValue;   // FileId of the file of the message before

    private readonly SmbParser _parser = new();
    private readonly RecordingFlow _flow = new();

    [Fact]
    public void Client_and_server_agree_on_a_dialect()
    {
        byte[] cipher = [2, 0, 4, 0, 0, 0, 0, 0, 1, 0, 2, 0];                                      // SMB2_ENCRYPTION_CAPABILITIES: one, AES-128-GCM
        Ask(Negotiate(0x0202, 0x0210, 0x0311), NegotiateAnswer(0x0311, cipher));
        var told = Single<SmbNegotiateEvent>();
        Assert.Equal(("3.1.1", 0u, "AES-128-GCM"), (told.Dialect, told.Status, told.Cipher));
        Assert.Equal(["2.0.2", "2.1", "3.1.1"], told.Offered!);
        Assert.Equal((false, true), (told.ClientRequiresSigning, told.ServerRequiresSigning));
        Assert.Equal((0x7fu, 0x2fu), (told.ClientCapabilities, told.ServerCapabilities));
        Assert.Equal(("c1c1c1c1-c1c1-c1c1-c1c1-c1c1c1c1c1c1", "5e5e5e5e-5e5e-5e5e-5e5e-5e5e5e5e5e5e"), (told.ClientGuid.ToString(), told.ServerGuid.ToString()));
    }

    [Fact]
    public void A_share_has_a_path_and_a_type()
    {
        Ask(TreeConnect(3, @"\\shop\ADMIN$"), TreeConnectAnswer(3, type: 1));
        var told = Single<SmbTreeEvent>();
        Assert.Equal((@"\\shop\ADMIN$", SmbShareType.Disk, 0u, Tree, Session), (told.Path, told.ShareType, told.Status, told.TreeId, told.SessionId));
    }

    [Fact]
    public void A_refused_share_is_told_with_its_status()
    {
        Ask(TreeConnect(3, @"\\shop\C$"), Error(3, 3, AccessDenied));
        Assert.Equal((@"\\shop\C$", AccessDenied), (Single<SmbTreeEvent>().Path, Single<SmbTreeEvent>().Status));
    }

    [Fact]
    public void What_was_read_and_written_is_told_when_the_file_is_closed()
    {
        Connect();
        Ask(Create(4, @"Temp\a.exe"), CreateAnswer(4, file: 77, size: 10));
        Ask(Write(5, 77, new byte[100]), WriteAnswer(5, 100));
        Ask(Write(6, 77, new byte[50]), WriteAnswer(6, 20));                                       // the disk was full
        Ask(Read(7, 77, 500), ReadAnswer(7, new byte[30]));
        Ask(Close(8, 77), CloseAnswer(8));
        var told = _flow.Events.OfType<SmbFileEvent>().ToList();
        Assert.Equal([SmbOperation.Open, SmbOperation.Close], told.Select(file => file.Operation));
        Assert.Equal((@"Temp\a.exe", @"\\shop\share", 10ul, 0x120196u), (told[0].Name, told[0].Share, told[0].Size, told[0].Access));
        Assert.Equal((30, 120), (told[1].BytesRead, told[1].BytesWritten));
        Assert.Equal(told[0].Opened, told[1].Opened);
    }

    [Fact]
    public void A_refused_open_is_told_with_its_status()
    {
        Connect();
        Ask(Create(4, "secret.txt"), Error(5, 4, AccessDenied));
        Assert.Equal(("secret.txt", AccessDenied, @"\\shop\share"), (Single<SmbFileEvent>().Name, Single<SmbFileEvent>().Status, Single<SmbFileEvent>().Share));
    }

    [Fact]
    public void An_answer_that_is_pending_is_waited_for()
    {
        Connect();
        Ask(Create(4, "slow.txt"), Frame([.. Header(5, 4, answer: true, status: 0x103, flags: 2), 9, 0, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Empty(_flow.Events.OfType<SmbFileEvent>());
        Answer(CreateAnswer(4, 1));
        Assert.Equal("slow.txt", Single<SmbFileEvent>().Name);
    }

    [Fact]
    public void A_file_is_renamed_and_deleted()
    {
        Connect();
        Ask(Create(4, "a.tmp"), CreateAnswer(4, 1));
        Ask(SetInfo(5, 1, kind: 10, NewName("a.exe")), SetInfoAnswer(5));
        Ask(SetInfo(6, 1, kind: 13, 1), SetInfoAnswer(6));
        var told = _flow.Events.OfType<SmbFileEvent>().Skip(1).ToList();
        Assert.Equal([SmbOperation.Rename, SmbOperation.Delete], told.Select(file => file.Operation));
        Assert.Equal(("a.exe", "a.tmp", "a.exe"), (told[0].Name, told[0].PreviousName, told[1].Name));
    }

    [Fact]
    public void A_rename_that_is_refused_leaves_the_name()
    {
        Connect();
        Ask(Create(4, "a.tmp"), CreateAnswer(4, 1));
        Ask(SetInfo(5, 1, kind: 10, NewName("a.exe")), SetInfoAnswer(5, AccessDenied));
        Ask(SetInfo(6, 1, kind: 13, 1), SetInfoAnswer(6));
        var told = _flow.Events.OfType<SmbFileEvent>().Skip(1).ToList();
        Assert.Equal(("a.exe", AccessDenied), (told[0].Name, told[0].Status));
        Assert.Equal(("a.tmp", null), (told[1].Name, told[1].PreviousName));
    }

    [Fact]
    public void A_file_that_is_deleted_when_it_is_closed_is_told_as_deleted()
    {
        Connect();
        Ask(Create(4, "gone.txt", options: 0x1000), CreateAnswer(4, 1));
        Ask(Close(5, 1), CloseAnswer(5));
        Assert.Equal([SmbOperation.Open, SmbOperation.Delete], _flow.Events.OfType<SmbFileEvent>().Select(file => file.Operation));
    }

    [Fact]
    public void In_a_chain_the_file_of_the_open_is_the_file_of_what_follows()
    {
        Connect();
        Ask(
            Chain(related: true, CreateMessage(4, "old.txt"), SetInfoMessage(5, AllOnes, kind: 13, 1), CloseMessage(6, AllOnes)),
            Chain(related: false, CreateAnswerMessage(4, 9), [.. Header(17, 5, answer: true), 2, 0], CloseAnswerMessage(6)));
        Assert.Equal([(SmbOperation.Open, "old.txt"), (SmbOperation.Delete, "old.txt")], _flow.Events.OfType<SmbFileEvent>().Select(file => (file.Operation, file.Name!)));
        Assert.All(_flow.Events.OfType<SmbFileEvent>(), file => Assert.Equal(@"\\shop\share", file.Share));
    }

    [Fact]
    public void The_same_unchanged_file_is_marked_when_it_is_opened_again_within_three_minutes()
    {
        Connect();
        Ask(Create(4, "a.txt"), CreateAnswer(4, 1));
        Ask(Create(5, "a.txt"), CreateAnswer(5, 2));
        Ask(Create(6, "a.txt"), CreateAnswer(6, 3, size: 1));
        _flow.Now += TimeSpan.FromMinutes(4);
        Ask(Create(7, "a.txt"), CreateAnswer(7, 4));
        Assert.Equal([false, true, false, false], _flow.Events.OfType<SmbFileEvent>().Select(file => file.IsRepeated));
    }

    [Fact]
    public void Names_are_text_whatever_they_hold()
    {
        Connect();
        Ask(Create(4, "été\u0007.txt"), CreateAnswer(4, 1));
        Assert.Equal("été\\x07.txt", Single<SmbFileEvent>().Name);
    }

    [Fact]
    public void Dce_rpc_goes_over_pipes_only()
    {
        Connect(type: 2);
        Ask(Create(4, "svcctl"), CreateAnswer(4, 1, time: 0));
        Ask(Write(5, 1, Samples.DceBind), WriteAnswer(5, Samples.DceBind.Length));
        Assert.Contains("dce_rpc", _flow.Services);
        Assert.True(Single<SmbFileEvent>().IsPipe);

        var disk = new Smb2DialogueTests();
        disk.Connect(type: 1);
        disk.Ask(Create(4, "capture.bin"), CreateAnswer(4, 1));
        disk.Ask(Write(5, 1, Samples.DceBind), WriteAnswer(5, Samples.DceBind.Length));
        Assert.DoesNotContain("dce_rpc", disk._flow.Services);
    }

    [Fact]
    public void Of_an_encrypted_share_the_sizes_are_told()
    {
        Ask(SessionSetup(2), SessionSetupAnswer(2));
        Ask(TreeConnect(3, @"\\shop\secret"), TreeConnectAnswer(3, type: 1, flags: 0x8000));
        Ask(Encrypted(200), Encrypted(300));
        Ask(Encrypted(5000), Encrypted(80));
        Assert.True(Single<SmbTreeEvent>().EncryptsData);
        _parser.OnClose(_flow);
        var told = _flow.Events.OfType<SmbHiddenEvent>().ToList();
        Assert.Equal([false, true], told.Select(hidden => hidden.IsFinal));
        Assert.Equal((false, @"\\shop\secret"), (told[1].IsWholeSession, told[1].Share));
        Assert.Equal((2, 5200, 1), (told[1].Requests, told[1].RequestBytes, told[1].BulkRequests));
        Assert.Equal((2, 380, 0), (told[1].Responses, told[1].ResponseBytes, told[1].BulkResponses));
    }

    [Fact]
    public void A_session_that_is_encrypted_as_a_whole_says_so()
    {
        Ask(SessionSetup(2), SessionSetupAnswer(2, flags: 4));
        Ask(Encrypted(200), Encrypted(300));
        Assert.True(Single<SmbSessionEvent>().EncryptsData);
        Assert.True(Single<SmbHiddenEvent>().IsWholeSession);
    }

    [Fact]
    public void The_server_s_other_addresses_are_told()
    {
        byte[] first = [152, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, .. Le(10_000_000_000ul), 2, 0, 0, 0, 192, 0, 2, 45, .. new byte[120]];      // RSS, 10 Gbit/s
        byte[] second = [0, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, .. Le(1ul), 0x17, 0, 0, 0, 0, 0, 0, 0, 0x20, 1, 0x0d, 0xb8, .. new byte[11], 0x45, .. new byte[104]];
        byte[] list = [.. first, .. second];
        Ask(
            Frame([.. Header(11, 4), 57, 0, 0, 0, .. Le(0x001401FCu), .. new byte[16], .. new byte[32]]),
            Frame([.. Header(11, 4, answer: true), 49, 0, 0, 0, .. Le(0x001401FCu), .. new byte[16], 0, 0, 0, 0, 0, 0, 0, 0, 112, 0, 0, 0, .. Le((uint)list.Length), .. new byte[8], .. list]));
        var told = Single<SmbInterfacesEvent>().Interfaces;
        Assert.Equal([("192.0.2.45", true, false), ("2001:db8::45", false, true)], told.Select(one => (one.Address.ToString(), one.HasRss, one.HasRdma)));
        Assert.Equal(10_000_000_000ul, told[0].BitsPerSecond);
    }

    private void Connect(byte type = 1) => Ask(TreeConnect(3, @"\\shop\share"), TreeConnectAnswer(3, type));

    private void Ask(byte[] request, byte[] answer)
    {
        var asked = _parser.Parse(request, Direction.FromOriginator, _flow);
        Assert.Equal(request.Length, asked.Consumed);
        Answer(answer);
    }

    private void Answer(byte[] answer) => Assert.Equal(answer.Length, _parser.Parse(answer, Direction.FromResponder, _flow).Consumed);

    private TEvent Single<TEvent>() where TEvent : SensorEvent => Assert.Single(_flow.Events.OfType<TEvent>());
}
