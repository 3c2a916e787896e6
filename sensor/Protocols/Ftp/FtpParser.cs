using System.Text;
using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Ftp;

/// <summary>Follows an FTP control connection: commands, replies, data connections, and the TLS behind AUTH TLS.</summary>
public sealed class FtpParser : LineParser
{
    private readonly FtpSession _session = new();
    private int _continued;             // code of the reply whose last line has not come
    private bool _wantsTls;
    private bool _named;

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow) => _session.OnClose(flow);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _session.Reset();
        _continued = 0;
        _wantsTls = _named = false;
    }

    /// <inheritdoc/>
    protected override ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow) =>
        direction == Direction.FromOriginator ? OnCommand(FtpMessage.SkipTelnet(line), flow) : OnReply(line, flow);

    private ParseResult OnCommand(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        var word = Lines.Word(line);
        if (!FtpMessage.IsCommand(word))
        {
            if (_named && !line.IsEmpty) flow.Weird("FTP_invalid_command", null, FtpSession.Source);
            return ParseResult.Continue(0);
        }
        if (word.Length > FtpMessage.MaxCommand)
        {
            if (_named) flow.Weird("FTP_max_command_length_exceeded", $"{word.Length} > {FtpMessage.MaxCommand}", FtpSession.Source);
            return ParseResult.Continue(0);
        }
        _named = true;
        flow.ConfirmService(FtpProtocol.Service);
        var argument = Lines.AfterWord(line);
        if (Lines.Is(word, "AUTH"u8)) _wantsTls = Lines.BeginWith(argument, "TLS"u8) == ProbeVerdict.Yes || Lines.Is(argument, "SSL"u8);
        _session.OnCommand(Encoding.ASCII.GetString(word).ToUpperInvariant(), argument, flow);
        return ParseResult.Continue(0);
    }

    private ParseResult OnReply(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        if (line.IsEmpty) return ParseResult.Continue(0);
        var code = Lines.ReplyCode(line);
        var separator = line.Length > 3 ? line[3] : (byte)' ';
        if (_continued != 0)
        {
            var ends = code == _continued && separator == ' ' && line.Length > 3;
            _session.OnReply(ends ? code : 0, ends ? Message(line) : line, continues: !ends, flow);
            if (ends) _continued = 0;
            return ParseResult.Continue(0);
        }
        if (code < 100 || separator is not ((byte)' ' or (byte)'-'))
        {
            flow.RetractService(FtpProtocol.Service);
            return ParseResult.Violation;
        }
        if (separator == '-') _continued = code;
        _session.OnReply(code, Message(line), continues: separator == '-', flow);
        return code == FtpMessage.SecurityAccepted && _wantsTls ? ParseResult.Upgrade(0) : ParseResult.Continue(0);
    }

    private static ReadOnlySpan<byte> Message(ReadOnlySpan<byte> line) => line[Math.Min(line.Length, 4)..].TrimStart(" \t"u8);
}
