using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Smtp;

/// <summary>Follows an SMTP session far enough to name it and to find the TLS behind STARTTLS.</summary>
public sealed class SmtpParser : LineParser
{
    private int _unanswered = 1;        // the greeting is an answer too
    private int _untilTlsAnswer;        // answers until the one to STARTTLS, itself included; 0 when none was asked for
    private bool _inMail;
    private bool _authenticating;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _unanswered = 1;
        _untilTlsAnswer = 0;
        _inMail = _authenticating = false;
    }

    /// <inheritdoc/>
    public override ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        _untilTlsAnswer = 0;            // which answer belongs to what is lost
        return base.OnGap(direction, missingBytes, flow);
    }

    /// <inheritdoc/>
    protected override ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow) =>
        direction == Direction.FromOriginator ? OnCommand(line, flow) : OnReply(line, flow);

    private ParseResult OnCommand(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        if (_inMail)
        {
            if (!line.SequenceEqual("."u8)) return ParseResult.Continue(0);
            _inMail = false;
            _unanswered++;
            return ParseResult.Continue(0);
        }
        _unanswered++;
        if (_authenticating) return ParseResult.Continue(0);
        var word = Lines.Word(line);
        if (!SmtpMessage.IsCommand(word)) return ParseResult.Continue(0);
        flow.ConfirmService(SmtpProtocol.Service);
        if (Lines.Is(word, "STARTTLS"u8)) _untilTlsAnswer = _unanswered;
        return ParseResult.Continue(Lines.Is(word, "BDAT"u8) ? SmtpMessage.ChunkLength(line) : 0);
    }

    private ParseResult OnReply(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        var code = Lines.ReplyCode(line);
        if (code is < 100 or > 599)
        {
            flow.RetractService(SmtpProtocol.Service);
            return ParseResult.Violation;
        }
        if (SmtpMessage.IsContinued(line)) return ParseResult.Continue(0);
        _authenticating = code == SmtpMessage.ContinueAuthentication;
        if (code == SmtpMessage.StartMailInput) _inMail = true;
        if (_unanswered > 0) _unanswered--;
        if (_untilTlsAnswer == 0 || --_untilTlsAnswer > 0) return ParseResult.Continue(0);
        return code == SmtpMessage.Ready ? ParseResult.Upgrade(0) : ParseResult.Continue(0);
    }
}
