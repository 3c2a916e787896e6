using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.Modbus;

/// <summary>Tells each request and response, and what a device says it is when it is asked.</summary>
public sealed class ModbusParser : FrameParser
{
    private const int MaxIdentities = 8;            // a device is asked a few times over a flow; more says nothing new

    private int _identities;

    /// <inheritdoc/>
    protected override int Enough => ModbusMessage.MaxFrame;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _identities = 0;
    }

    /// <inheritdoc/>
    protected override int FrameLength(scoped ReadOnlySpan<byte> bytes, Direction direction) => ModbusMessage.FrameLength(bytes);

    /// <inheritdoc/>
    protected override bool Begins(scoped ReadOnlySpan<byte> bytes) => ModbusMessage.FrameLength(bytes) > 0;

    /// <inheritdoc/>
    protected override ParseStatus OnFrame(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow)
    {
        flow.ConfirmService(ModbusProtocol.Service);
        var isRequest = direction == Direction.FromOriginator;
        var unit = frame[6];
        var function = frame[7..];
        var failed = !isRequest && function[0] >= ModbusFunctions.Failed && function.Length > 1;
        flow.Emit(new ModbusMessageEvent
        {
            IsRequest = isRequest,
            TransactionId = (frame[0] << 8) | frame[1],
            Unit = unit,
            Function = function[0],
            FunctionName = ModbusFunctions.Name(function[0]),
            Exception = failed ? ModbusFunctions.Exception(function[1]) : null,
        });
        if (!isRequest && function[0] == ModbusFunctions.Encapsulated && _identities < MaxIdentities
            && ModbusIdentification.Read(function, unit) is { } identity)
        {
            _identities++;
            flow.Emit(identity);
        }
        return ParseStatus.Continue;
    }
}
