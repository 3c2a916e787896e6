namespace NetSensor.Generator.Week;

/// <summary>Chance that follows from a seed and a purpose, so that leaving out one thing changes nothing about the others.</summary>
public static class Chance
{
    /// <summary>The source of chance of one purpose.</summary>
    public static Random For(int seed, string purpose) => new((int)(Hash(purpose) ^ (uint)(seed * 0x9E3779B1)));

    /// <summary>A number that follows from a text alone (FNV-1a).</summary>
    public static uint Hash(string text)
    {
        var hash = 2166136261;
        foreach (var letter in text) hash = (hash ^ letter) * 16777619;
        return hash;
    }

    /// <summary>A pause without memory, with this mean.</summary>
    public static TimeSpan Pause(this Random chance, double meanSeconds) => TimeSpan.FromSeconds(-meanSeconds * Math.Log(1 - chance.NextDouble()));

    /// <summary>A pause of the kind that people make: most are short, a few are very long (Pareto, shape 1.3).</summary>
    public static TimeSpan LongTail(this Random chance, double leastSeconds, double mostSeconds) =>
        TimeSpan.FromSeconds(Math.Min(mostSeconds, leastSeconds / Math.Pow(1 - chance.NextDouble(), 1 / 1.3)));

    /// <summary>A span evenly between two, in seconds.</summary>
    public static TimeSpan Between(this Random chance, double leastSeconds, double mostSeconds) =>
        TimeSpan.FromSeconds(leastSeconds + (mostSeconds - leastSeconds) * chance.NextDouble());

    /// <summary>A size around this one, half to twice as large.</summary>
    public static int Around(this Random chance, int size) => (int)(size * Math.Pow(2, 2 * chance.NextDouble() - 1));

    /// <summary>True in this share of cases.</summary>
    public static bool Happens(this Random chance, double share) => chance.NextDouble() < share;

    /// <summary>A rank among many, of which the first are by far the most wanted (Zipf with exponent 1).</summary>
    public static int Rank(this Random chance, int count) => (int)Math.Min(count - 1, Math.Exp(chance.NextDouble() * Math.Log(count + 1)) - 1);
}
