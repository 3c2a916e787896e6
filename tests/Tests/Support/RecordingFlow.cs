using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Tests.Support;

/// <summary>A flow for parser tests: keeps what the parser tells.</summary>
public sealed class RecordingFlow : IFlowContext
{
    private int _sequence;

    public FlowIdentity Flow { get; init; } = new()
    {
        Uid = "CTest",
        Start = Timestamp.FromUnix(1_000_000),
        Originator = IpAddr.Parse("10.0.0.1"),
        Responder = IpAddr.Parse("192.0.2.1"),
        OriginatorPort = 40000,
        ResponderPort = 443,
        Transport = Transport.Tcp,
        Protocol = IpProtocol.Tcp,
        CommunityId = "1:test",
        Order = 1,
    };

    public Timestamp Now { get; set; } = Timestamp.FromUnix(1_000_000);
    public Transport Transport => Flow.Transport;
    public IpAddr Originator => Flow.Originator;
    public IpAddr Responder => Flow.Responder;
    public ushort OriginatorPort => Flow.OriginatorPort;
    public ushort ResponderPort => Flow.ResponderPort;

    public List<SensorEvent> Events { get; } = [];
    public List<string> Services { get; } = [];
    public List<string> Weirds { get; } = [];
    public (string Name, string Source)? DestinationName { get; private set; }
    public string? Ja4 { get; private set; }

    public void Emit(SensorEvent happened)
    {
        happened.Stamp(Now, Flow, _sequence++);
        Events.Add(happened);
    }

    public void ConfirmService(string service)
    {
        if (!Services.Contains(service)) Services.Add(service);
    }

    public void RetractService(string service) => Services.Remove(service);
    public bool IsReversed { get; private set; }
    public void ReverseRoles() => IsReversed = true;
    public void NameDestination(string name, string source) => DestinationName ??= (name, source);
    public void SetJa4(string ja4) => Ja4 = ja4;
    public void Weird(string name, string? detail = null) => Weirds.Add(name);
}
