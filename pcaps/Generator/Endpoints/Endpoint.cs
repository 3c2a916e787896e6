using NetSensor.Wire;

namespace NetSensor.Generator.Endpoints;

/// <summary>A machine whose agent writes a log.</summary>
public sealed class Endpoint(string name, string address, TimeSpan ahead)
{
    /// <summary>Its full name.</summary>
    public string Name { get; } = name;
    /// <summary>Its address.</summary>
    public IpAddr Address { get; } = IpAddr.Parse(address);
    /// <summary>How far its clock is ahead of the capture's.</summary>
    public TimeSpan Ahead { get; } = ahead;
    /// <summary>What began while the log was written.</summary>
    public List<RunningProgram> Programs { get; } = [];
    /// <summary>Whose connection or question something is; null for what the agent does not log.</summary>
    public required Func<Sighting, RunningProgram?> OwnerOf { get; init; }
    /// <summary>What the agent saw and a mirror port does not: loopback, other segments.</summary>
    public List<(Sighting Sighting, RunningProgram Owner)> Unseen { get; } = [];
}
