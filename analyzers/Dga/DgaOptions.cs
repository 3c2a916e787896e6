namespace NetSensor.Analyzers.Dga;

/// <summary>What the detector of generated domain names asks for before it speaks.</summary>
public sealed record DgaOptions
{
    /// <summary>Fewest different domains that do not exist, asked for by one client within the window. Higher: slower to notice, fewer false alarms.</summary>
    public int MinimumNames { get; init; } = 20;

    /// <summary>
    /// Mean surprise of their letters, in bits a letter, from which they look generated: names that people choose have about 4.1, random letters 6, random
    /// letters and digits 7, syllables made up 4.8. Higher: fewer false alarms, pronounceable names stay silent.
    /// </summary>
    public double MinimumSurprise { get; init; } = 4.6;

    /// <summary>Different domains that do not exist from which even names of words are told, at low severity. Higher: generators with word lists stay silent.</summary>
    public int MinimumWordNames { get; init; } = 80;

    /// <summary>Share of all names asked for that do not exist, from which the rule above holds, 0 to 1. Lower: crawlers and mail servers are told.</summary>
    public double WordNamesMissingShare { get; init; } = 0.5;

    /// <summary>Time over which names are added up. Higher: slower generators are seen, more chance names come together.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Clients watched; the one silent longest makes room. Higher: more memory (up to 30 KB for one that asks for a thousand such names).</summary>
    public int Clients { get; init; } = 20_000;
}
