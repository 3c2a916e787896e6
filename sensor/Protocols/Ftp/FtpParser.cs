using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Ftp;

/// <summary>Follows an FTP control connection far enough to name it and to find the TLS behind AUTH TLS.</summary>
public sealed class FtpParser : LineParser
{
    private int _continued;             // code of the reply whose last line has not come
    private bool _wantsTls;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _continued = 0;
        _wantsTls = false;
    }

    /// <inheritdoc/>
    protected override ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow) =>
        direction == Direction.FromOriginator ? OnCommand(line, flow) : OnReply(line, flow);

    private ParseResult OnCommand(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        var word = Lines.Word(line);
        if (!FtpMessage.IsCommand(word)) return ParseResult.Continue(0);
        flow.ConfirmService(FtpProtocol.Service);
        var argument = Lines.AfterWord(line);
        if (Lines.Is(word, "AUTH"u8)) _wantsTls = Lines.BeginWith(argument, "TLS"u8) == ProbeVerdict.Yes || Lines.Is(argument, "SSL"u8);
        return ParseResult.Continue(0);
    }

    private ParseResult OnReply(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        if (line.IsEmpty) return ParseResult.Continue(0);
        var code = Lines.ReplyCode(line);
        var separator = line.Length > 3 ? line[3] : (byte)' ';
        if (_continued != 0)
        {
            if (code == _continued && separator == ' ') _continued = 0;
            return ParseResult.Continue(0);
        }
        if (code < 100 || separator is not ((byte)' ' or (byte)'-'))
        {
            flow.RetractService(FtpProtocol.Service);
            return ParseResult.Violation;
        }
        if (separator == '-') _continued = code;
        return code == FtpMessage.SecurityAccepted && _wantsTls ? ParseResult.Upgrade(0) : ParseResult.Continue(0);
    }
}
