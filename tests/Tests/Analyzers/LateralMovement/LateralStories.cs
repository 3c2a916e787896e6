using NetSensor.Analyzers.LateralMovement;
using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>A detector of lateral movement with hosts that a test places: what is told, who is who, and a memory to hand over.</summary>
internal sealed class LateralStories : IDetectionSink, IHostDirectory
{
    private readonly Dictionary<IpAddr, HostRole> _roles = [];
    private readonly LateralMovementDetector _detector;

    public LateralStories(LateralMovementOptions? options = null) => _detector = new LateralMovementDetector(options ?? new LateralMovementOptions(), new DetectorContext { Hosts = this });

    public List<Detection> Found { get; } = [];

    public LateralStories Is(HostRole role, params string[] hosts)
    {
        foreach (var host in hosts) _roles[IpAddr.Parse(host)] = role;
        return this;
    }

    public void Desktop(string source, string target, double at) => Emit(new RdpSessionEvent { Started = At(at), Cookie = "bob", LoginSuccess = true }, source, target, 3389, at);

    public void Call(string source, string target, string endpoint, string operation, double at) =>
        Emit(new DceRpcCallEvent { Started = At(at), Opnum = 0, Operation = operation, Endpoint = endpoint, Interface = Guid.Empty, Outcome = DceRpcOutcome.Answered, ReturnStatus = 0 }, source, target, 445, at);

    public void Emit(SensorEvent happened, string source, string target, ushort port, double at)
    {
        happened.Stamp(At(at), FlowIdentities.Of(source, target, port, At(at)), 0);
        _detector.OnEvent(happened, this);
    }

    public void Tick(double at) => _detector.OnTick(At(at), this);

    /// <summary>A fresh detector that remembers what this one knows; what this one found is not in it.</summary>
    public LateralStories Restarted()
    {
        var memory = new KeptMemory();
        _detector.Save(memory);
        var next = new LateralStories();
        foreach (var (host, role) in _roles) next._roles[host] = role;
        memory.TellTo(next._detector);
        return next;
    }

    public static Timestamp At(double seconds) => Timestamp.FromSeconds(1_700_000_000 + seconds);

    public void Report(Detection detection) => Found.Add(detection);

    public HostIdentity? Find(IpAddr address) =>
        _roles.TryGetValue(address, out var role) ? new HostIdentity { DeviceId = $"device-{address}", Address = address, Role = role } : null;

    public HostIdentity? FindAt(IpAddr address, Timestamp at) => Find(address);
}
