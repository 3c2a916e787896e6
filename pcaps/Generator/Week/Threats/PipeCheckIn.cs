using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>Calls from one infected machine to another through a named pipe: one session, in which the pipe is opened and read every time.</summary>
internal sealed class PipeCheckIn(Machine machine, Machine peer, string pipe) : ICheckIn
{
    private FileSession? _session;

    /// <inheritdoc/>
    public Hidden Describe(string name, Machine _) => new(name, machine)
    {
        Techniques = ["T1071.002", "T1071", "T1090.001", "T1090", "T1021.002", "T1570", "T1559"],
        Detectors = ["beaconing", "lateral-movement"],
        Destinations = [peer.Host.Address],
    };

    /// <inheritdoc/>
    public void CheckIn(Traffic traffic, Timestamp now, int task, Random chance)
    {
        _session ??= FileSession.Open(traffic, machine, peer, machine.User, now, chance).Share("IPC$");
        _session.Talk.WaitUntil(now);
        var file = _session.Create(pipe);
        _session.Write(file, Octets.Noise(84 + chance.Next(8), chance)).Read(file, Octets.Noise(40 + Math.Min(task, 1_000), chance)).Close(file);
    }

    /// <inheritdoc/>
    public void End(Traffic traffic) => _session?.End();
}
