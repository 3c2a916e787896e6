using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.PortMapping;

/// <summary>Tells what the router answered to wishes for ports outside.</summary>
public sealed class PortMappingParser : DatagramParser
{
    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!PortMappingMessage.TryRead(bytes, out var message)) return ParseResult.NotThis;
        flow.ConfirmService(PortMappingProtocol.Service);
        if (message is { IsMapping: true, IsAnswer: true })
            flow.Emit(new PortMappingEvent
            {
                Protocol = message.Version == 0 ? "nat-pmp" : "pcp",
                Mapped = message.Mapped,
                InternalPort = message.InternalPort,
                ExternalPort = message.ExternalPort,
                Lifetime = TimeSpan.FromSeconds(message.LifetimeSeconds),
                Result = message.Result,
            });
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
    }
}
