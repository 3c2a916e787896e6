namespace NetSensor.Host.Config;

/// <summary>Guesses which word was meant.</summary>
internal static class Spelling
{
    private const int LettersPerSlip = 3; // one slip of the hand in so many letters; more is another word

    /// <summary>The word that needs the fewest changes of a letter; null when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> words)
    {
        var (best, fewest) = ((string?)null, Math.Max(1, word.Length / LettersPerSlip) + 1);
        foreach (var other in words)
        {
            var changes = Changes(word, other);
            if (changes < fewest) (best, fewest) = (other, changes);
        }
        return best;
    }

    /// <summary>Letters to add, remove or replace (Levenshtein's distance).</summary>
    private static int Changes(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.Length];
    }
}
