using NetSensor.Capture.Live;

namespace NetSensor.Host.Metrics;

/// <summary>An interface that is listened on, with the sources that its shards read: what is counted of each is counted for it.</summary>
internal sealed record ListenedInterface(string Name, IReadOnlyList<IInterfaceSource> Sources)
{
    /// <summary>Whether it delivers nothing.</summary>
    public bool IsDown => Sources.Any(source => source.IsDown);

    /// <summary>Packets that came from it.</summary>
    public long Packets => Sources.Sum(source => source.Counters.Packets);

    /// <summary>Times that it went down or failed otherwise.</summary>
    public long Errors => Sources.Sum(source => source.Counters.InterfaceErrors);
}
