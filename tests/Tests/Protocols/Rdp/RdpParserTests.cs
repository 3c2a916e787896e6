using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Rdp;
using NetSensor.Tests.Protocols.Tls;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Rdp;

/// <summary>An RDP connection is told with what its opening says, and with what the turns inside TLS tell of the login.</summary>
public sealed class RdpParserTests
{
    private const Direction Client = Direction.FromOriginator, Server = Direction.FromResponder;

    private readonly RecordingFlow _flow = new();
    private readonly RdpParser _parser = new();

    private ParseStatus Say(Direction direction, byte[] bytes) => _parser.Parse(bytes, direction, _flow).Status;

    private RdpSessionEvent Told()
    {
        _parser.OnClose(_flow);
        return _flow.Events.OfType<RdpSessionEvent>().Single();
    }

    private void BeginTls()
    {
        Say(Client, RdpMessages.Request("alice", protocols: 3));
        Say(Server, RdpMessages.Confirm(2));
        foreach (var (direction, bytes) in TlsConversations.Full12.Turns) Say(direction, bytes);
    }

    private ParseStatus TakeTurns(int turns)
    {
        var last = ParseStatus.Continue;
        for (var turn = 0; turn < turns; turn++) last = Say((Direction)(turn & 1), RdpMessages.Record(100));
        return last;
    }

    [Fact]
    public void The_cookie_and_the_choice_of_security_are_told()
    {
        Say(Client, RdpMessages.Request("alice", protocols: 3, flags: 1));
        Say(Server, RdpMessages.Confirm(2));
        var told = Told();
        Assert.Equal(("alice", "HYBRID", "encrypted", true), (told.Cookie, told.SecurityProtocol, told.Result, told.RestrictedAdmin));
        Assert.Equal(["SSL", "HYBRID"], told.RequestedProtocols);
    }

    [Fact]
    public void A_refusal_is_told_by_its_reason()
    {
        Say(Client, RdpMessages.Request("alice", protocols: 1));
        Assert.Equal(ParseStatus.Done, Say(Server, RdpMessages.Confirm(5, type: 3)));
        Assert.Equal("HYBRID_REQUIRED_BY_SERVER", Told().Result);
    }

    [Fact]
    public void The_client_says_who_it_is_when_nothing_encrypts_it()
    {
        Say(Client, RdpMessages.Request("alice", protocols: 0));
        Say(Server, RdpMessages.Confirm(0));
        Say(Client, RdpMessages.ClientConnect);
        Assert.Equal(ParseStatus.Done, Say(Server, RdpMessages.ServerConnect));
        var told = Told();
        Assert.Equal(("WS-7", "client_build-18363", "German - Germany", "12345-OEM"), (told.ClientName, told.ClientBuild, told.KeyboardLayout, told.ClientProductId));
        Assert.Equal((1920, 1080, "24bit"), (told.DesktopWidth, told.DesktopHeight, told.ColorDepth));
        Assert.Equal(["cliprdr"], told.ClientChannels);
        Assert.Equal(("Success", "RDP", "128bit", "Client compatible"), (told.Result, told.SecurityProtocol, told.EncryptionMethod, told.EncryptionLevel));
        Assert.Equal(("RSA", 1, true), (told.CertificateType, told.CertificateCount, told.CertificatePermanent));
        Assert.Equal(["rdp"], _flow.Services);
    }

    [Fact]
    public void The_tls_inside_is_told_too()
    {
        BeginTls();
        Told();
        Assert.Single(_flow.Events.OfType<TlsSessionEvent>());
        Assert.Equal(["ssl"], _flow.Services);
    }

    [Fact]
    public void Many_turns_behind_the_handshake_are_a_session()
    {
        BeginTls();
        Assert.Equal(ParseStatus.Done, TakeTurns(20));
        var told = Told();
        Assert.Equal((true, 0.95), (told.LoginSuccess, told.LoginConfidence));
    }

    [Fact]
    public void A_few_turns_and_an_end_are_a_refusal()
    {
        BeginTls();
        TakeTurns(4);
        _parser.OnEndOfStream(Server, _flow);
        Assert.Equal(false, Told().LoginSuccess);
    }

    [Fact]
    public void A_capture_that_ends_early_tells_nothing_of_the_login()
    {
        BeginTls();
        TakeTurns(4);
        Assert.Null(Told().LoginSuccess);
    }

    [Fact]
    public void Something_else_than_tls_is_left_to_others()
    {
        Say(Client, RdpMessages.Request("alice", protocols: 1));
        Say(Server, RdpMessages.Confirm(1));
        Assert.Equal(ParseStatus.Upgrade, Say(Client, "GET / HTTP/1.0\r\n"u8.ToArray()));
    }

    [Fact]
    public void Every_prefix_of_the_core_data_is_read_as_far_as_it_goes()
    {
        var core = RdpMessages.ClientCore;
        for (var length = 0; length < 128; length++) Assert.Null(RdpClientCore.Read(core.AsSpan(0, length)));
        for (var length = 128; length < core.Length; length++) Assert.Null(RdpClientCore.Read(core.AsSpan(0, length))!.ProductId);
        Assert.Equal("12345-OEM", RdpClientCore.Read(core)!.ProductId);
    }

    [Fact]
    public void A_keyboard_that_is_no_known_variant_is_told_by_its_language()
    {
        Assert.Equal("German - Germany", KeyboardLayouts.Name(0x0407));
        Assert.Equal("German - Germany (Best Guess for 328711)", KeyboardLayouts.Name(0x50407));
        Assert.Equal("keyboard-65535", KeyboardLayouts.Name(0xffff));
    }

    [Fact]
    public void Records_behind_the_handshake_allocate_nothing()
    {
        BeginTls();
        var record = RdpMessages.Record(500);
        Say(Client, record);
        Assert.Equal(0, Allocations.Least(() => _parser.Parse(record, Client, _flow)));
    }
}
