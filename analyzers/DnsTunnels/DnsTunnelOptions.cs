namespace NetSensor.Analyzers.DnsTunnels;

/// <summary>What the detector of DNS tunnels asks for before it speaks.</summary>
public sealed record DnsTunnelOptions
{
    /// <summary>Fewest different names below one domain. Higher: slower to notice, fewer false alarms of content networks.</summary>
    public int MinimumNames { get; init; } = 60;

    /// <summary>Fewest bytes that the names below the domain carry, all different ones together. Higher: small tunnels stay silent.</summary>
    public int MinimumBytes { get; init; } = 1_000;

    /// <summary>Share of the questions that ask for a name never asked before. Lower: services whose names repeat are taken for tunnels.</summary>
    public double MinimumFreshShare { get; init; } = 0.5;

    /// <summary>Mean bytes below the domain, of different names, from which they are too long for names that somebody chose.</summary>
    public double LongName { get; init; } = 30;

    /// <summary>Share of questions for record types that nobody's browser asks (TXT, NULL, KEY, CNAME, MX) from which short names convince too.</summary>
    public double OddTypeShare { get; init; } = 0.3;

    /// <summary>
    /// Fewest questions for texts (TXT, NULL, KEY) below one domain whose answers are judged for what they bring. Higher: short scripts fetched that way stay silent.
    /// </summary>
    public int MinimumCarriers { get; init; } = 12;

    /// <summary>Share of the questions below the domain that must ask for texts, 0 to 1.</summary>
    public double CarrierShare { get; init; } = 0.5;

    /// <summary>Share of the answers that must live for a minute at most, 0 to 1. Lower: texts that are meant to be remembered (keys, policies) are told.</summary>
    public double ShortLivedShare { get; init; } = 0.7;

    /// <summary>Share of names that are addresses written backwards, from which the domain is a block list, 0 to 1.</summary>
    public double LookUpShare { get; init; } = 0.5;

    /// <summary>What a client did below a domain is forgotten after such a silence. Higher: slow tunnels add up, memory grows.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Pairs of client and domain watched; the one silent longest makes room. Higher: more memory (about 300 bytes each, 70 KB for a talker).</summary>
    public int Pairs { get; init; } = 50_000;
}
