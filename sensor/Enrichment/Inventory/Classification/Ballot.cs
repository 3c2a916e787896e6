namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>
/// Weighs votes for values. Votes of one signal are one voice, the loudest; those of several signals add up as independent doubts: 1 − ∏(1 − weight).
/// </summary>
internal sealed class Ballot
{
    private readonly Dictionary<(string Value, string Signal), double> _voices = [];

    /// <summary>A vote.</summary>
    public void Add(string? value, string signal, double weight)
    {
        if (value is null || weight <= 0) return;
        var key = (value, signal);
        if (!_voices.TryGetValue(key, out var known) || known < weight) _voices[key] = weight;
    }

    /// <summary>All values with their scores, the best first; of equal ones the first in the alphabet.</summary>
    public IReadOnlyList<(string Value, double Score)> Scores() =>
        [.. _voices.GroupBy(voice => voice.Key.Value, StringComparer.OrdinalIgnoreCase)
            .Select(group => (Value: group.MaxBy(voice => voice.Value).Key.Value, Score: 1 - group.Aggregate(1.0, (doubt, voice) => doubt * (1 - voice.Value))))
            .OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Value, StringComparer.Ordinal)];

    /// <summary>The best value; what speaks for the second best makes it less sure.</summary>
    public Conclusion Best()
    {
        var scores = Scores();
        return scores.Count == 0 ? default : Conclude(scores[0], scores.Count > 1 ? scores[1].Score : 0);
    }

    /// <summary>A value as a conclusion, where something else has that score.</summary>
    public static Conclusion Conclude((string Value, double Score) best, double other) =>
        new(best.Value, (int)Math.Round(100 * best.Score * (1 - other / 2), MidpointRounding.AwayFromZero));
}
