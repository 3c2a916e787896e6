using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>
/// Weighs votes for values. Votes of one signal are one voice, the loudest; those of several signals add up as independent doubts: 1 − ∏(1 − weight).
/// </summary>
internal sealed class Ballot
{
    private ShortList<(string Value, string Signal, double Weight)> _voices; // a handful: looked through quicker than hashed

    /// <summary>Whether nobody voted.</summary>
    public bool IsEmpty => _voices.Count == 0;

    /// <summary>A vote.</summary>
    public void Add(string? value, string signal, double weight)
    {
        if (value is null || weight <= 0) return;
        for (var i = 0; i < _voices.Count; i++)
        {
            ref var known = ref _voices[i];
            if (known.Value != value || known.Signal != signal) continue;
            known.Weight = Math.Max(known.Weight, weight);
            return;
        }
        _voices.Add((value, signal, weight));
    }

    /// <summary>All values with their scores, the best first; of equal ones the first in the alphabet. Case does not count; the loudest voice writes the value.</summary>
    public IReadOnlyList<(string Value, double Score)> Scores()
    {
        var scores = new List<(string Value, double Score)>();
        for (var first = 0; first < _voices.Count; first++)
            if (!IsCounted(first)) scores.Add(ScoreFrom(first));
        scores.Sort((one, other) => one.Score != other.Score ? other.Score.CompareTo(one.Score) : string.CompareOrdinal(one.Value, other.Value));
        return scores;
    }

    /// <summary>The best value; what speaks for the second best makes it less sure.</summary>
    public Conclusion Best()
    {
        var scores = Scores();
        return scores.Count == 0 ? default : Conclude(scores[0], scores.Count > 1 ? scores[1].Score : 0);
    }

    /// <summary>A value as a conclusion, where something else has that score.</summary>
    public static Conclusion Conclude((string Value, double Score) best, double other) =>
        new(best.Value, (int)Math.Round(100 * best.Score * (1 - other / 2), MidpointRounding.AwayFromZero));

    /// <summary>Whether a voice before this one was for the same value.</summary>
    private bool IsCounted(int voice)
    {
        for (var before = 0; before < voice; before++)
            if (IsSame(before, voice)) return true;
        return false;
    }

    /// <summary>The score of the value of this voice, the first that is for it.</summary>
    private (string Value, double Score) ScoreFrom(int first)
    {
        var (loudest, doubt) = (first, 1.0);
        for (var voice = first; voice < _voices.Count; voice++)
        {
            if (!IsSame(first, voice)) continue;
            if (_voices[voice].Weight > _voices[loudest].Weight) loudest = voice;
            doubt *= 1 - _voices[voice].Weight;
        }
        return (_voices[loudest].Value, 1 - doubt);
    }

    private bool IsSame(int one, int other) => string.Equals(_voices[one].Value, _voices[other].Value, StringComparison.OrdinalIgnoreCase);
}
