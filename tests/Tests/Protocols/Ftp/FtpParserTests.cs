using System.Text;
using NetSensor.Events;
using NetSensor.Protocols.Ftp;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols.Ftp;

/// <summary>Commands of FTP are told with their replies, logins without their passwords.</summary>
public sealed class FtpParserTests
{
    private readonly RecordingFlow _flow = new();
    private readonly FtpParser _parser = new();

    private List<FtpCommandEvent> Talk(params string[] lines)
    {
        foreach (var (direction, bytes) in FuzzSeed.Text(lines).Turns) _parser.Parse(bytes, direction, _flow);
        _parser.OnClose(_flow);
        return [.. _flow.Events.OfType<FtpCommandEvent>()];
    }

    private ClearTextLoginEvent Login() => Assert.Single(_flow.Events.OfType<ClearTextLoginEvent>());

    [Fact]
    public void A_file_is_told_by_its_url_with_the_reply_that_ends_it()
    {
        var told = Assert.Single(Talk("< 220 FTP", "> USER ada", "< 331 password", "> PASS secret", "< 230 in", "> CWD /pub", "< 250 ok",
            "> RETR a.txt", "< 150 Opening for a.txt (77 bytes).", "< 226 done", "> QUIT", "< 221 bye"));
        Assert.Equal(("RETR", "ftp://192.0.2.1/pub/a.txt", 226, "done"), (told.Command, told.Argument, told.ReplyCode, told.ReplyMessage));
        Assert.Equal(("ada", "<hidden>", 77L), (told.User, told.Password, told.FileSize));
    }

    [Fact]
    public void A_login_is_told_without_its_password()
    {
        Talk("< 220 FTP", "> USER ada", "< 331 password", "> PASS secret", "< 530 no");
        Assert.Equal(("ada", true, false), (Login().User, Login().PasswordSeen, Login().Success));
    }

    [Fact]
    public void What_guests_give_for_a_password_is_shown_as_zeek_shows_it() =>
        Assert.Equal("me@example", Assert.Single(Talk("< 220 FTP", "> USER anonymous", "< 331 mail", "> PASS me@example", "< 230 in", "> DELE x", "< 550 no", "> NOOP")).Password);

    [Fact]
    public void A_guests_password_is_hidden_once_somebody_else_logs_in() => Assert.Equal("<hidden>", Assert.Single(Talk(
        "< 220 FTP", "> USER anonymous", "< 331 mail", "> PASS me@example", "< 230 in", "> USER ada", "< 331 x", "> DELE x", "< 550 no", "> NOOP")).Password);

    [Fact]
    public void Data_connections_are_told_as_they_were_agreed_on()
    {
        var told = Talk("< 220 FTP", "> PASV", "< 227 Entering Passive Mode (192,0,2,1,4,1).", "> EPSV", "< 229 ok (|||1026|)", "> PORT 10,0,0,1,4,3", "< 200 ok", "> EPRT |1|10.0.0.1|1028|", "< 200 ok");
        Assert.Equal([(true, 1025), (true, 1026), (false, 1027), (false, 1028)], told.Select(command => (command.DataChannel!.Passive, (int)command.DataChannel.ResponderPort)));
    }

    [Fact]
    public void Replies_of_several_lines_answer_one_command()
    {
        var told = Assert.Single(Talk("< 220-hello", "< 220-more", "< 220 FTP", "> STOR b", "< 150-wait", "<  a little", "< 150 go", "< 226 done", "> NOOP"));
        Assert.Equal((226, "done"), (told.ReplyCode, told.ReplyMessage));
    }

    [Fact]
    public void Pipelined_commands_find_their_replies()
    {
        var told = Talk("< 220 FTP", "> PASV", "> RETR a", "< 227 ok (192,0,2,1,4,1)", "< 150 a", "< 226 done", "> NOOP");
        Assert.Equal([("PASV", 227), ("RETR", 226)], told.Select(command => (command.Command, command.ReplyCode!.Value)));
    }

    [Fact]
    public void What_is_not_answered_is_told_at_the_end() => Assert.Equal("RETR", Assert.Single(Talk("< 220 FTP", "> RETR a")).Command);

    [Theory]
    [InlineData(".", "a", "./a")]
    [InlineData("/", "a", "/a")]
    [InlineData("/a/b", "../c", "/a/c")]
    [InlineData("/a", "/b//c/./d/", "/b/c/d")]
    [InlineData("x", "../..", "..")]
    [InlineData("/a", "C:\\b", "C:\\b")]
    public void Paths_lead_from_the_folder_that_the_client_is_in(string folder, string name, string expected) => Assert.Equal(expected, FtpPath.Join(folder, name));

    [Theory]
    [InlineData("\"/home/a\" is current", "/home/a")]
    [InlineData("/home/a b", "/home/a")]
    [InlineData("nothing", "")]
    public void The_folder_stands_in_the_reply(string reply, string expected) => Assert.Equal(expected, FtpPath.InReply(reply));

    [Theory]
    [InlineData("1,2,3,4,5")]
    [InlineData("1,2,3,4,5,")]
    [InlineData("256,2,3,4,5,6")]
    [InlineData("1,2,3,4,0,0")]
    [InlineData("(")]
    [InlineData("")]
    public void An_incomplete_address_is_none(string text) => Assert.False(FtpAddress.TryReadNumbers(Encoding.ASCII.GetBytes(text), out _, out _));

    [Fact]
    public void Every_prefix_of_an_extended_address_is_none()
    {
        var whole = "(|2|2001:db8::1|1026|)"u8;
        for (var length = 0; length < whole.Length - 1; length++) Assert.False(FtpAddress.TryReadDelimited(whole[..length], default, out _, out _));
        Assert.True(FtpAddress.TryReadDelimited(whole, default, out var address, out var port));
        Assert.Equal((IpAddr.Parse("2001:db8::1"), 1026), (address, port));
    }

    [Fact]
    public void A_parser_that_was_reset_remembers_nothing()
    {
        Talk("< 220 FTP", "> USER ada", "> PASS x", "> CWD /b", "< 250 ok");
        _parser.Reset();
        _flow.Events.Clear();
        var told = Assert.Single(Talk("> RETR a", "< 226 ok"));
        Assert.Equal(("<unknown>", null, "ftp://192.0.2.1/./a"), (told.User, told.Password, told.Argument));
    }
}
