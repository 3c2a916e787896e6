using System.Text;
using BenchmarkDotNet.Attributes;
using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Ftp;
using NetSensor.Protocols.Imap;
using NetSensor.Protocols.Irc;
using NetSensor.Protocols.Pop3;
using NetSensor.Protocols.Rdp;
using NetSensor.Protocols.Rfb;
using NetSensor.Protocols.Smtp;
using NetSensor.Protocols.Ssh;
using NetSensor.Protocols.Telnet;

namespace NetSensor.Benchmarks;

/// <summary>Whole short sessions of remote access, mail and file transfer, and what a long one costs per segment; the latter may not allocate.</summary>
[MemoryDiagnoser]
public class RemoteAccessBenchmarks
{
    private readonly SilentFlow _flow = new();
    private readonly SshParser _ssh = new(), _sshSegments = new();
    private readonly RdpParser _rdp = new();
    private readonly RfbParser _rfb = new();
    private readonly FtpParser _ftp = new();
    private readonly SmtpParser _smtp = new(), _mailText = new();
    private readonly ImapParser _imap = new();
    private readonly Pop3Parser _pop3 = new();
    private readonly IrcParser _irc = new();
    private readonly TelnetParser _telnet = new(), _terminal = new();
    private readonly byte[] _segment = new byte[1448];
    private readonly byte[] _text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("seventy letters of a line of text, as terminals and mails have them ..\r\n", 20)));
    private readonly byte[] _newKeys = [0, 0, 0, 12, 10, 21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly (Direction, byte[])[] _rdpTalk =
    [
        (Direction.FromOriginator, [3, 0, 0, 43, 38, 0xe0, 0, 0, 0, 0, 0, .. "Cookie: mstshash=alice\r\n"u8, 1, 0, 8, 0, 3, 0, 0, 0]),
        (Direction.FromResponder, [3, 0, 0, 19, 14, 0xd0, 0, 0, 0, 0, 0, 3, 0, 8, 0, 5, 0, 0, 0]),
    ];

    private readonly (Direction, byte[])[] _rfbTalk =
    [
        (Direction.FromResponder, "RFB 003.008\n"u8.ToArray()), (Direction.FromOriginator, "RFB 003.008\n"u8.ToArray()),
        (Direction.FromResponder, [1, 1]), (Direction.FromOriginator, [1]), (Direction.FromResponder, [0, 0, 0, 0]), (Direction.FromOriginator, [1]),
        (Direction.FromResponder, [4, 0, 3, 0, .. new byte[16], 0, 0, 0, 4, .. "desk"u8]),
    ];

    private readonly (Direction, byte[])[] _ftpTalk = Talk("< 220 FTP", "> USER ada", "< 331 x", "> PASS y", "< 230 in", "> PASV", "< 227 ok (192,0,2,2,4,1)", "> RETR a", "< 150 a (7 bytes)", "< 226 done", "> QUIT", "< 221 bye");
    private readonly (Direction, byte[])[] _smtpTalk = Talk("< 220 m", "> EHLO a", "< 250 m", "> MAIL FROM:<a@b>", "< 250 ok", "> RCPT TO:<c@d>", "< 250 ok", "> DATA", "< 354 go", "> From: a@b", "> To: c@d", "> Subject: e", "> ", "> text", "> .", "< 250 ok", "> QUIT", "< 221 bye");
    private readonly (Direction, byte[])[] _imapTalk = Talk("< * OK IMAP4rev1", "> a LOGIN ada secret", "< a OK");
    private readonly (Direction, byte[])[] _pop3Talk = Talk("< +OK", "> USER ada", "< +OK", "> PASS secret", "< +OK");
    private readonly (Direction, byte[])[] _ircTalk = Talk("> NICK a", "> USER b 0 * :c", "< :s 001 a :hello", "> JOIN #d");
    private readonly (Direction, byte[])[] _telnetTalk = Talk("< login: ", "> ada", "< Password: ", "> secret", "< Last login: today");
    private readonly (Direction, byte[])[] _sshTalk = Talk("< SSH-2.0-a", "> SSH-2.0-b");

    /// <summary>Begins what never ends.</summary>
    [GlobalSetup]
    public void Begin()
    {
        Run(_sshSegments, _sshTalk);
        _sshSegments.Parse(_newKeys, Direction.FromOriginator, _flow);
        _sshSegments.Parse(_newKeys, Direction.FromResponder, _flow);
        Run(_mailText, _smtpTalk.AsSpan(0, 13));
    }

    /// <summary>Banners and the end of a key exchange.</summary>
    [Benchmark]
    public void Ssh()
    {
        Run(_ssh, _sshTalk);
        _ssh.Parse(_newKeys, Direction.FromResponder, _flow);
        End(_ssh);
    }

    /// <summary>1,448 encrypted bytes.</summary>
    [Benchmark]
    public long SshSegment() => _sshSegments.Parse(_segment, Direction.FromOriginator, _flow).Consumed;

    /// <summary>A request that is refused.</summary>
    [Benchmark]
    public void Rdp() => Session(_rdp, _rdpTalk);

    /// <summary>An opening up to the desktop.</summary>
    [Benchmark]
    public void Rfb() => Session(_rfb, _rfbTalk);

    /// <summary>A login and a file.</summary>
    [Benchmark]
    public void Ftp() => Session(_ftp, _ftpTalk);

    /// <summary>A mail.</summary>
    [Benchmark]
    public void Smtp() => Session(_smtp, _smtpTalk);

    /// <summary>Twenty lines of a mail.</summary>
    [Benchmark]
    public long MailText() => _mailText.Parse(_text, Direction.FromOriginator, _flow).Consumed;

    /// <summary>A login.</summary>
    [Benchmark]
    public void Imap() => Session(_imap, _imapTalk);

    /// <summary>A login.</summary>
    [Benchmark]
    public void Pop3() => Session(_pop3, _pop3Talk);

    /// <summary>A registration and a channel.</summary>
    [Benchmark]
    public void Irc() => Session(_irc, _ircTalk);

    /// <summary>A login.</summary>
    [Benchmark]
    public void Telnet() => Session(_telnet, _telnetTalk);

    /// <summary>Twenty lines of a terminal.</summary>
    [Benchmark]
    public long TerminalText() => _terminal.Parse(_text, Direction.FromResponder, _flow).Consumed;

    private void Session(IProtocolParser parser, ReadOnlySpan<(Direction, byte[])> talk)
    {
        Run(parser, talk);
        End(parser);
    }

    private void Run(IProtocolParser parser, ReadOnlySpan<(Direction, byte[])> talk)
    {
        foreach (var (direction, bytes) in talk)
            if (parser.Parse(bytes, direction, _flow).Status != ParseStatus.Continue) return;
    }

    private void End(IProtocolParser parser)
    {
        parser.OnClose(_flow);
        parser.Reset();
    }

    private static (Direction, byte[])[] Talk(params string[] lines) =>
        [.. lines.Select(line => (line[0] == '>' ? Direction.FromOriginator : Direction.FromResponder, Encoding.ASCII.GetBytes(line[2..] + "\r\n")))];
}
