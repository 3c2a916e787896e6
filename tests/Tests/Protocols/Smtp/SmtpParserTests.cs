using System.Text;
using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Mail;
using NetSensor.Protocols.Smtp;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols.Smtp;

/// <summary>Mails are told with envelope, headers and the names of what is attached; logins without their passwords.</summary>
public sealed class SmtpParserTests
{
    private static readonly string[] Opening = ["< 220 mail.example ESMTP", "> EHLO client.example", "< 250-mail.example", "< 250 PIPELINING"];
    private static readonly string[] Envelope = ["> MAIL FROM:<ada@example.org> SIZE=9", "< 250 ok", "> RCPT TO:<bob@example.org>", "< 250 ok", "> RCPT TO:<eve@example.org>", "< 250 ok", "> DATA", "< 354 go"];

    private readonly RecordingFlow _flow = new();
    private readonly SmtpParser _parser = new();

    private List<SmtpMessageEvent> Talk(params string[] lines)
    {
        foreach (var (direction, bytes) in FuzzSeed.Text(lines).Turns) Assert.NotEqual(ParseStatus.Violation, _parser.Parse(bytes, direction, _flow).Status);
        _parser.OnClose(_flow);
        return [.. _flow.Events.OfType<SmtpMessageEvent>()];
    }

    private SmtpMessageEvent Mail(params string[] lines) => Assert.Single(Talk([.. Opening, .. Envelope, .. lines.Select(line => "> " + line), "> .", "< 250 queued", "> QUIT", "< 221 bye"]));

    private ClearTextLoginEvent Login(params string[] lines)
    {
        Talk([.. Opening, .. lines]);
        return Assert.Single(_flow.Events.OfType<ClearTextLoginEvent>());
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    [Fact]
    public void The_envelope_and_the_headers_are_told()
    {
        var mail = Mail("From: Ada <ada@example.org>", "To: \"Roe, Bob\" <bob@example.org>, eve@example.org", "Subject: a long", "\tsubject", "Message-ID: <1@x>", "", "Subject: not this", "text");
        Assert.Equal(("client.example", "ada@example.org", 1), (mail.Helo, mail.MailFrom, mail.Depth));
        Assert.Equal(["bob@example.org", "eve@example.org"], mail.Recipients);
        Assert.Equal(["\"Roe, Bob\" <bob@example.org>", "eve@example.org"], mail.To);
        Assert.Equal(("a long\tsubject", "<1@x>", "250 queued"), (mail.Subject, mail.MessageId, mail.LastReply));
    }

    [Fact]
    public void Attachments_are_told_by_their_names()
    {
        var mail = Mail("Content-Type: multipart/mixed; boundary=\"x y\"", "", "--x y", "Content-Type: text/plain", "", "hello", "--x y",
            "Content-Type: application/zip;", " name=\"a.zip\"", "Content-Disposition: attachment; filename=\"a.zip\"", "", "UEsDBA==", "--x y",
            "Content-Type: message/rfc822", "", "Subject: inner", "Content-Disposition: attachment; filename*=utf-8'en'b%20c.exe", "", "MZ", "--x y--", "--x y", "Content-Type: a/b; name=late");
        Assert.Equal(["a.zip", "b%20c.exe"], mail.Attachments);
        Assert.Null(mail.Subject);
    }

    [Fact]
    public void The_path_is_what_servers_say_of_where_they_got_it_from()
    {
        var mail = Mail("Received: from a ([198.51.100.1]) by b ([198.51.100.2]) with x", "Received: from c (c [198.51.100.3])", "Received: nowhere (14.3)", "");
        Assert.Equal(["192.0.2.1", "10.0.0.1", "198.51.100.2", "198.51.100.3"], mail.Path);
        Assert.Equal(("nowhere (14.3)", "from c (c [198.51.100.3])"), (mail.FirstReceived, mail.SecondReceived));
    }

    [Fact]
    public void Mails_of_one_session_are_counted()
    {
        string[] one = [.. Envelope, "> Subject: x", "> ", "> .", "< 250 queued"];
        Assert.Equal([1, 2], Talk([.. Opening, .. one, .. one]).Select(mail => mail.Depth));
    }

    [Fact]
    public void A_doubled_dot_does_not_end_a_mail() => Assert.Equal("b", Mail("Subject: a", "..", "Subject: b").Subject);

    [Fact]
    public void Chunks_are_read_as_one_mail()
    {
        string[] lines = [.. Opening, "> MAIL FROM:<ada@example.org>", "< 250 ok", "> RCPT TO:<bob@example.org>", "< 250 ok",
            "> BDAT 11", "> Subject: ab", "< 250 ok", "> BDAT 4 LAST", "> cd", "< 250 queued"];
        foreach (var (direction, bytes) in FuzzSeed.Text(lines).Turns)
        {
            var said = bytes.AsSpan().StartsWith("Subject"u8) ? bytes[..11] : bytes;     // the first chunk ends within a line
            _parser.Parse(said, direction, _flow);
        }
        var mail = Assert.Single(_flow.Events.OfType<SmtpMessageEvent>());
        Assert.Equal(("Subject: abcd"[9..], "250 queued"), (mail.Subject, mail.LastReply));
    }

    [Fact]
    public void A_session_that_turns_to_tls_is_told()
    {
        var parsed = ParseStatus.Continue;
        foreach (var (direction, bytes) in FuzzSeed.Text([.. Opening, "> STARTTLS", "< 220 go"]).Turns) parsed = _parser.Parse(bytes, direction, _flow).Status;
        _parser.OnClose(_flow);
        Assert.Equal(ParseStatus.Upgrade, parsed);
        Assert.True(Assert.Single(_flow.Events.OfType<SmtpMessageEvent>()).IsTls);
    }

    [Fact]
    public void A_plain_login_is_told_without_its_password()
    {
        var login = Login("> AUTH PLAIN " + Base64("\0ada\0secret"), "< 235 welcome");
        Assert.Equal(("PLAIN", "ada", true, true), (login.Mechanism, login.User, login.PasswordSeen, login.Success));
    }

    [Fact]
    public void A_login_by_questions_is_told_too()
    {
        var login = Login("> AUTH LOGIN", "< 334 VXNlcm5hbWU6", "> " + Base64("ada"), "< 334 UGFzc3dvcmQ6", "> " + Base64("secret"), "< 535 no");
        Assert.Equal(("LOGIN", "ada", true, false), (login.Mechanism, login.User, login.PasswordSeen, login.Success));
    }

    [Fact]
    public void A_login_that_hides_the_password_is_not_in_the_clear()
    {
        Talk([.. Opening, "> AUTH CRAM-MD5", "< 334 x", "> " + Base64("ada 0123"), "< 235 ok"]);
        Assert.Empty(_flow.Events.OfType<ClearTextLoginEvent>());
    }

    [Fact]
    public void Behind_a_gap_the_next_mail_is_found()
    {
        foreach (var (direction, bytes) in FuzzSeed.Text([.. Opening, .. Envelope, "> Subject: lost"]).Turns) _parser.Parse(bytes, direction, _flow);
        _parser.OnGap(Direction.FromOriginator, 1000, _flow);
        var told = Talk(["> MAIL FROM:<text@of.the.mail>", "< 250 queued", .. Envelope, "> Subject: next", "> ", "> .", "< 250 queued"]);
        Assert.Equal(["lost", "next"], told.Select(mail => mail.Subject));
    }

    [Fact]
    public void Addresses_are_found_where_they_are_written_out()
    {
        Assert.True(MailAddresses.TryFindHost("from x ([2001:db8::1]) by y"u8, out var host));
        Assert.Equal(IpAddr.Parse("2001:db8::1"), host);
        Assert.False(MailAddresses.TryFindHost("from x (14.3) by 10.1 at [face]"u8, out _));
    }

    [Fact]
    public void A_parser_that_was_reset_remembers_nothing()
    {
        Talk([.. Opening, .. Envelope, "> Subject: x"]);
        _parser.Reset();
        _flow.Events.Clear();
        var mail = Assert.Single(Talk("< 220 x", "> MAIL FROM:<b@c>"));
        Assert.Equal((null, null, 1), (mail.Helo, mail.Subject, mail.Depth));
    }

    [Fact]
    public void The_text_of_a_mail_allocates_nothing()
    {
        foreach (var (direction, bytes) in FuzzSeed.Text([.. Opening, .. Envelope, "> Subject: x", "> "]).Turns) _parser.Parse(bytes, direction, _flow);
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a line of a mail\r\n", 50)));
        Assert.Equal(0, Allocations.Least(() => _parser.Parse(text, Direction.FromOriginator, _flow)));
    }
}
