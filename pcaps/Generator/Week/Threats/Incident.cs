using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>Something bad that happens once: steps at their times.</summary>
/// <param name="Hidden">What the truth says of it; its moments are filled in.</param>
/// <param name="Begin">When.</param>
/// <param name="Steps">What happens, told from the beginning on; each moment that is yielded is a step of it.</param>
internal sealed record Incident(Hidden Hidden, Timestamp Begin, Func<Timestamp, Random, IEnumerable<Timestamp>> Steps)
{
    /// <summary>All of its steps.</summary>
    public IEnumerable<Timestamp> Run(Truth truth, int seed)
    {
        truth.Add(Hidden);
        yield return Begin;
        foreach (var moment in Steps(Begin, Chance.For(seed, Hidden.Name)))
        {
            Hidden.Times.Add(moment);
            yield return moment;
        }
    }
}
