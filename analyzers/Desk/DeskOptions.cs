using System.ComponentModel.DataAnnotations;

namespace NetSensor.Analyzers.Desk;

/// <summary>How much the desk lets through, and what it knows of the network.</summary>
public sealed record DeskOptions
{
    /// <summary>How long findings of one host belong together. Higher: slow intruders are told as one story, more chance links.</summary>
    public TimeSpan RelateWithin { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Most tellings of one detector in an hour; as many again are kept for high and critical ones. Higher: floods reach the analyst.</summary>
    public int PerDetectorAndHour { get; init; } = 1_000;

    /// <summary>Most tellings about one host in an hour; as many again are kept for high and critical ones. Higher: floods reach the analyst.</summary>
    public int PerHostAndHour { get; init; } = 50;

    /// <summary>
    /// Hosts and services that are known to do odd things (a vulnerability scanner, a monitoring server, a backup service): addresses, blocks,
    /// host names, domains. Their findings are told with less risk; an exception hides them.
    /// </summary>
    public IReadOnlyList<string> KnownBenign { get; init; } = [];

    /// <summary>Findings remembered, so that they are told again only when they got worse; the one heard longest ago makes room. Higher: more memory (about 500 bytes each).</summary>
    [Range(100, 10_000_000)]
    public int Stories { get; init; } = 100_000;
}
