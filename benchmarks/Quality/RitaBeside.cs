using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Events;

namespace NetSensor.Benchmarks.Quality;

/// <summary>What RITA v5 would say of each hidden thing: its score over each day, of all connections to the names or addresses that belong to it.</summary>
internal sealed class RitaBeside(IReadOnlyList<TruthEntry> truth) : IEventSink
{
    private const double Day = 86_400;
    private const int Bars = 24;
    private readonly Dictionary<TruthEntry, List<(double Start, double Bytes)>> _contacts = truth.ToDictionary(entry => entry, _ => new List<(double, double)>());

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (happened is not FlowEvent { IsInterim: false, Flow: { } flow } ended) return;
        foreach (var entry in truth)
            if (entry.Owns(flow.Originator, flow.Responder, ended.DestinationName)) _contacts[entry].Add((flow.Start.Seconds, ended.OriginatorBytes ?? 0));
    }

    /// <summary>The best score of any day; null when RITA would not look at it.</summary>
    public double? Best(TruthEntry entry)
    {
        double? best = null;
        foreach (var day in _contacts[entry].GroupBy(contact => Math.Floor(contact.Start / Day)))
        {
            var contacts = day.OrderBy(contact => contact.Start).ToArray();
            var bars = new int[Bars];
            foreach (var (start, _) in contacts) bars[(int)(start % Day / (Day / Bars))]++;
            double[] starts = [.. contacts.Select(contact => contact.Start)], bytes = [.. contacts.Select(contact => contact.Bytes)];
            if (RitaScore.Of(starts, bytes, bars, (starts[^1] - starts[0]) / Day) is { } score && (best is null || score.Score > best)) best = score.Score;
        }
        return best;
    }
}
