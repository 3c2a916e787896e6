using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Benchmarks;

/// <summary>A flow that hears what its parser tells, and does nothing with it.</summary>
public sealed class SilentFlow : IFlowContext
{
    /// <inheritdoc/>
    public FlowIdentity Flow { get; } = new()
    {
        Uid = "CBenchmark",
        Start = Timestamp.FromUnix(1_000_000),
        Originator = IpAddr.Parse("192.0.2.1"),
        Responder = IpAddr.Parse("192.0.2.2"),
        OriginatorPort = 40000,
        ResponderPort = 443,
        Transport = Transport.Tcp,
        Protocol = IpProtocol.Tcp,
        CommunityId = "1:benchmark",
        Order = 1,
    };

    /// <inheritdoc/>
    public Timestamp Now => Timestamp.FromUnix(1_000_000);
    /// <inheritdoc/>
    public Transport Transport => Flow.Transport;
    /// <inheritdoc/>
    public IpAddr Originator => Flow.Originator;
    /// <inheritdoc/>
    public IpAddr Responder => Flow.Responder;
    /// <inheritdoc/>
    public ushort OriginatorPort => Flow.OriginatorPort;
    /// <inheritdoc/>
    public ushort ResponderPort => Flow.ResponderPort;
    /// <inheritdoc/>
    public void Emit(SensorEvent happened) { }
    /// <inheritdoc/>
    public void ConfirmService(string service) { }
    /// <inheritdoc/>
    public void NameDestination(string name, string source) { }
    /// <inheritdoc/>
    public void SetJa4(string ja4) { }
    /// <inheritdoc/>
    public void Weird(string name, string? detail = null) { }
}
