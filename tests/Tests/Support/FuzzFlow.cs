using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Tests.Support;

/// <summary>A flow that only counts what the parser tells.</summary>
public sealed class FuzzFlow(Transport transport) : IFlowContext
{
    private static readonly RecordingFlow Template = new();

    public FlowIdentity Flow => Template.Flow;
    public Timestamp Now { get; set; } = Timestamp.FromUnix(1_000_000);
    public Transport Transport { get; } = transport;
    public IpAddr Originator => Template.Originator;
    public IpAddr Responder => Template.Responder;
    public ushort OriginatorPort => Template.OriginatorPort;
    public ushort ResponderPort { get; set; }
    public long Told { get; set; }

    public void Emit(SensorEvent happened)
    {
        happened.Stamp(Now, Flow, 0);
        Told++;
    }

    public void ConfirmService(string service)
    {
        Assert.False(string.IsNullOrEmpty(service));
    }

    public void NameDestination(string name, string source) { }
    public void SetJa4(string ja4) { }
    public void Weird(string name, string? detail = null) => Told++;
}
