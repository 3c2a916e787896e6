using System.Text;
using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Imap;
using NetSensor.Protocols.Irc;
using NetSensor.Protocols.Pop3;
using NetSensor.Protocols.Telnet;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.ClearText;

/// <summary>Logins that can be read on the wire are told with user and outcome, and never with a password.</summary>
public sealed class ClearTextLoginTests
{
    private static List<ClearTextLoginEvent> Logins(IProtocolParser parser, params string[] lines)
    {
        var flow = new RecordingFlow();
        foreach (var (direction, bytes) in FuzzSeed.Text(lines).Turns)
            if (parser.Parse(bytes, direction, flow).Status != ParseStatus.Continue) break;
        parser.OnClose(flow);
        return [.. flow.Events.OfType<ClearTextLoginEvent>()];
    }

    private static (string?, bool, bool?) Login(IProtocolParser parser, params string[] lines)
    {
        var login = Assert.Single(Logins(parser, lines));
        return (login.User, login.PasswordSeen, login.Success);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    // ---- POP3

    [Fact]
    public void Of_pop3_user_and_pass() => Assert.Equal(("ada", true, true), Login(new Pop3Parser(), "< +OK", "> USER ada", "< +OK", "> PASS secret", "< +OK in"));

    [Fact]
    public void Of_pop3_a_refusal_and_the_next_try()
    {
        var logins = Logins(new Pop3Parser(), "< +OK", "> USER ada", "< +OK", "> PASS x", "< -ERR no", "> USER eve", "< +OK", "> PASS y", "< +OK");
        Assert.Equal([("ada", false), ("eve", true)], logins.Select(login => (login.User!, login.Success!.Value)));
    }

    [Fact]
    public void Of_pop3_auth_plain() => Assert.Equal(("ada", true, true), Login(new Pop3Parser(), "< +OK", "> AUTH PLAIN", "< + ", "> " + Base64("\0ada\0secret"), "< +OK"));

    [Fact]
    public void Apop_hides_the_password() => Assert.Empty(Logins(new Pop3Parser(), "< +OK <1@x>", "> APOP ada c4c9334bac560ecc979e58001b3e22fb", "< +OK"));

    // ---- IMAP

    [Theory]
    [InlineData("ada secret")]
    [InlineData("\"ada\" \"sec ret\"")]
    [InlineData("ada {6+}\r\n> secret")]
    [InlineData("{3}\r\n< + go\r\n> ada {6}\r\n< + go\r\n> secret")]
    public void Of_imap_login(string arguments)
    {
        string[] lines = ["< * OK ready", .. ("> a LOGIN " + arguments).Split("\r\n"), "< a OK in"];
        Assert.Equal(("ada", true, true), Login(new ImapParser(), lines));
    }

    [Fact]
    public void Of_imap_authenticate_plain() =>
        Assert.Equal(("ada", true, false), Login(new ImapParser(), "< * OK ready", "> a AUTHENTICATE PLAIN", "< +", "> " + Base64("\0ada\0secret"), "< a NO"));

    [Fact]
    public void A_login_without_an_answer_has_no_outcome() => Assert.Equal(("ada", true, null), Login(new ImapParser(), "< * OK ready", "> a LOGIN ada secret"));

    // ---- IRC

    [Fact]
    public void Of_irc_the_servers_password() =>
        Assert.Equal(("ada", true, true), Login(new IrcParser(), "> PASS secret", "> NICK a", "> USER ada 0 * :Ada", "< :s 001 a :hello"));

    [Fact]
    public void Irc_tells_names_channels_and_files_that_are_offered()
    {
        var flow = new RecordingFlow();
        var parser = new IrcParser();
        foreach (var (direction, bytes) in FuzzSeed.Text("> NICK a", "> USER ada host server :Ada L", "< :s 001 a :hello", "> JOIN #x,#y key",
            "< :b!c@d PRIVMSG a :\u0001DCC SEND x.zip 3232235777 4711 99\u0001").Turns) parser.Parse(bytes, direction, flow);
        var told = flow.Events.OfType<IrcCommandEvent>().ToList();
        Assert.Equal([("NICK", "a"), ("USER", "ada"), ("JOIN", "#x"), ("JOIN", "#y"), ("DCC", "a")], told.Select(command => (command.Command, command.Value)));
        Assert.Equal(("host server Ada L", " with channel key: '<hidden>'", "x.zip", 99L), (told[1].Additional, told[2].Additional, told[4].FileName, told[4].FileSize));
        Assert.Equal((null, "a", "a", "ada"), (told[0].Nick, told[1].Nick, told[2].Nick, told[2].User));
    }

    // ---- TELNET

    private static (string?, bool, bool?) Terminal(params (char Side, string Text)[] talk)
    {
        var flow = new RecordingFlow();
        var parser = new TelnetParser();
        foreach (var (side, text) in talk)
            parser.Parse(Encoding.Latin1.GetBytes(text), side == '>' ? Direction.FromOriginator : Direction.FromResponder, flow);
        parser.OnClose(flow);
        var login = flow.Events.OfType<ClearTextLoginEvent>().First();
        return (login.User, login.PasswordSeen, login.Success);
    }

    [Fact]
    public void Of_telnet_what_is_typed_behind_the_questions() => Assert.Equal(("ada", true, true), Terminal(
        ('<', "\u00ff\u00fd\u0018host "), ('<', "login: "), ('>', "a"), ('<', "a"), ('>', "dx\u007fa\r\0"), ('<', "\r\nPassword: "), ('>', "secret\r\0"), ('<', "\r\nLast login: today\r\n$ ")));

    [Fact]
    public void Of_telnet_a_refusal() => Assert.Equal(("ada", true, false), Terminal(
        ('<', "login: "), ('>', "ada\r\n"), ('<', "Password: "), ('>', "x\r\n"), ('<', "\r\nLogin incorrect\r\nlogin: ")));

    [Fact]
    public void Of_telnet_a_device_that_asks_again() => Assert.Equal(("admin", true, false), Terminal(
        ('<', "Username: "), ('>', "admin\r\n"), ('<', "Password: "), ('>', "x\r\n"), ('<', "\r\nUsername: ")));

    [Fact]
    public void Every_prefix_of_a_negotiation_may_become_one()
    {
        byte[] negotiation = [255, 253, 24, 255, 251, 1];
        for (var length = 0; length < negotiation.Length; length++) Assert.Equal(ProbeVerdict.Maybe, TelnetMessage.BeginsNegotiation(negotiation.AsSpan(0, length), likelyPort: false));
        Assert.Equal(ProbeVerdict.Yes, TelnetMessage.BeginsNegotiation(negotiation, likelyPort: false));
        Assert.Equal(ProbeVerdict.No, TelnetMessage.BeginsNegotiation([255, 253, 99], likelyPort: true));
    }

    [Fact]
    public void A_terminals_text_allocates_nothing()
    {
        var flow = new FuzzFlow(Transport.Tcp);
        var parser = new TelnetParser();
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("some output\r\n", 20)));
        Assert.Equal(0, Allocations.Least(() => parser.Parse(text, Direction.FromResponder, flow)));
    }
}
