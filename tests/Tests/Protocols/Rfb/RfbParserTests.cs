using NetSensor.Events;
using NetSensor.Protocols.Rfb;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Rfb;

/// <summary>An RFB session is told with versions, authentication and desktop.</summary>
public sealed class RfbParserTests
{
    private readonly RecordingFlow _flow = new();
    private readonly RfbParser _parser = new();

    private RfbSessionEvent Told(FuzzSeed talk)
    {
        foreach (var (direction, bytes) in talk.Turns) _parser.Parse(bytes, direction, _flow);
        _parser.OnClose(_flow);
        return Assert.IsType<RfbSessionEvent>(Assert.Single(_flow.Events));
    }

    [Fact]
    public void A_session_is_told_up_to_its_desktop()
    {
        var told = Told(RfbConversations.Whole);
        Assert.Equal((("003", "008"), ("003", "008")), (told.Client, told.Server));
        Assert.Equal(("VNC", true, true), (told.Authentication, told.Success, told.Shared));
        Assert.Equal(("desk", 1024, 768), (told.DesktopName, told.Width, told.Height));
        Assert.Equal(["rfb"], _flow.Services);
    }

    [Fact]
    public void Version_three_lets_the_server_choose()
    {
        var told = Told(new FuzzSeed([
            (Direction.FromResponder, RfbConversations.Version), (Direction.FromOriginator, "RFB 003.003\n"u8.ToArray()),
            (Direction.FromResponder, [0, 0, 0, 1]), (Direction.FromOriginator, [0]), (Direction.FromResponder, RfbConversations.Desktop)]));
        Assert.Equal(("None", null, false, "desk"), (told.Authentication, told.Success, told.Shared, told.DesktopName));
    }

    [Fact]
    public void A_wrong_password_is_told()
    {
        var told = Told(new FuzzSeed([.. RfbConversations.Whole.Turns.Take(6), (Direction.FromResponder, [0, 0, 0, 1])]));
        Assert.Equal(("VNC", false, null), (told.Authentication, told.Success, told.DesktopName));
    }

    [Fact]
    public void A_client_need_not_wait_for_the_outcome()
    {
        var turns = RfbConversations.Whole.Turns.ToList();
        (turns[6], turns[7]) = (turns[7], turns[6]);
        Assert.Equal("desk", Told(new FuzzSeed(turns)).DesktopName);
    }

    [Fact]
    public void Every_prefix_of_a_desktop_waits_for_the_rest()
    {
        var desktop = RfbConversations.Desktop;
        for (var length = 0; length < desktop.Length; length++) Assert.Equal(0, RfbMessage.Desktop(desktop.AsSpan(0, length), out _, out _, out _));
        Assert.Equal(desktop.Length, RfbMessage.Desktop(desktop, out _, out _, out _));
    }

    [Fact]
    public void A_parser_that_was_reset_remembers_nothing()
    {
        Told(RfbConversations.Whole);
        _parser.Reset();
        _flow.Events.Clear();
        var told = Told(FuzzSeed.Server(RfbConversations.Version));
        Assert.Equal((null, null, null), (told.Client, told.Authentication, told.DesktopName));
    }
}
