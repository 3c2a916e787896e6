using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.Ntp;

/// <summary>Tells each message; control answers also say what the server runs on.</summary>
public sealed class NtpParser : DatagramParser
{
    private const int Server = 4;

    private bool _hasBegun;

    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (NtpMessage.Judge(bytes) != ProbeVerdict.Yes) return ParseResult.NotThis;
        flow.ConfirmService(NtpProtocol.Service);
        var head = NtpMessage.Read(bytes);
        if (!_hasBegun && head.Mode == Server && direction == Direction.FromOriginator && !flow.Responder.IsMulticast)
        {
            flow.ReverseRoles();                            // the capture began between question and answer
            direction = Direction.FromResponder;
        }
        _hasBegun = true;
        flow.Emit(head.Mode is 6 or 7 ? Control(bytes, head, direction) : new NtpMessageEvent
        {
            FromOriginator = direction == Direction.FromOriginator,
            Version = head.Version,
            Mode = head.Mode,
            Times = NtpMessage.ReadTimes(bytes),
        });
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public override void Reset() => _hasBegun = false;

    private static NtpMessageEvent Control(scoped ReadOnlySpan<byte> bytes, NtpMessage head, Direction direction)
    {
        var data = NtpMessage.Data(bytes, head);
        var isAnswer = head is { Mode: 6, IsResponse: true };
        return new NtpMessageEvent
        {
            FromOriginator = direction == Direction.FromOriginator,
            Version = head.Version,
            Mode = head.Mode,
            Operation = head.Operation,
            IsResponse = head.IsResponse,
            DataLength = data.Length,
            Software = isAnswer ? NtpVariables.Find(data, "version"u8) : null,
            OperatingSystem = isAnswer ? NtpVariables.Find(data, "system"u8) : null,
            Processor = isAnswer ? NtpVariables.Find(data, "processor"u8) : null,
        };
    }
}
