using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.Syslog;

/// <summary>Tells each message.</summary>
public sealed class SyslogParser : DatagramParser
{
    private const int MaxText = 8192;               // RFC 5425 §4.3.1 asks receivers for as much
    private const int MaxName = 255;                // RFC 5424 §6: HOSTNAME

    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        flow.ConfirmService(SyslogProtocol.Service);
        var message = SyslogMessage.Read(bytes);
        flow.Emit(new SyslogMessageEvent
        {
            Facility = message.Facility,
            Severity = message.Severity,
            Message = EscapedText.From(message.Text, MaxText),
            HostName = message.Host.IsEmpty ? null : EscapedText.From(message.Host, MaxName),
            Program = message.Program.IsEmpty ? null : EscapedText.From(message.Program, MaxName),
        });
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public override void Reset() { }
}
