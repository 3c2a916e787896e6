using System.ComponentModel.DataAnnotations;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>What the detector of exfiltration learns, and what it asks for before it speaks. Volumes are payload bytes.</summary>
public sealed record ExfiltrationOptions
{
    /// <summary>Active hours of a host after which its own habits are the measure. Higher: slower to learn, steadier.</summary>
    public int BaselineHours { get; init; } = 24;

    /// <summary>Days of a host that are over before its own habits are the measure: what it does by night is among them then. Higher: slower to learn.</summary>
    public int BaselineDays { get; init; } = 3;

    /// <summary>Deviation from those habits (in robust standard deviations of its hours, or of its days) that is told. Higher: fewer findings.</summary>
    public double MinimumDeviation { get; init; } = 6;

    /// <summary>Fewest bytes to one destination in one day that deviate enough to be told. Higher: fewer findings.</summary>
    [Range(1, 1e13)] // bytes
    public long OutlierBytes { get; init; } = 20_000_000;

    /// <summary>Smallest ratio of bytes out to bytes in, where habits are known. Higher: fewer findings; calls and games are near 1.</summary>
    public double OutlierRatio { get; init; } = 3;

    /// <summary>Bytes to one destination in one day that are told where habits are not known (a replay, a new host). Higher: fewer findings.</summary>
    [Range(1, 1e13)] // bytes
    public long MinimumBytes { get; init; } = 500_000_000;

    /// <summary>Smallest ratio of bytes out to bytes in, where habits are not known. Higher: fewer findings.</summary>
    public double MinimumRatio { get; init; } = 10;

    /// <summary>As <see cref="MinimumBytes"/>, to services that keep or share files or code. Higher: fewer findings.</summary>
    [Range(1, 1e13)] // bytes
    public long ServiceBytes { get; init; } = 100_000_000;

    /// <summary>As <see cref="MinimumBytes"/>, to services that take text or messages, where a lot is odd. Higher: fewer findings.</summary>
    [Range(1, 1e13)] // bytes
    public long TextServiceBytes { get; init; } = 5_000_000;

    /// <summary>As <see cref="MinimumBytes"/>, over file transfer, shells, and protocols that nobody knows. Higher: fewer findings.</summary>
    [Range(1, 1e13)] // bytes
    public long OddProtocolBytes { get; init; } = 50_000_000;

    /// <summary>Fewest days of a slow leak. Higher: slower to notice, fewer findings.</summary>
    public int DripDays { get; init; } = 4;

    /// <summary>Fewest bytes on each of those days; the whole is at least ten times as much or <see cref="OddProtocolBytes"/>. Higher: fewer findings.</summary>
    [Range(1, 1e13)] // bytes
    public long DripBytes { get; init; } = 5_000_000;

    /// <summary>Earlier days on which a third as much went to the same destination, which make it usual: a backup. Higher: backups are told for longer.</summary>
    public int UsualDays { get; init; } = 3;

    /// <summary>Share of the hosts that go to a destination and make it common property, with at least three. Lower: fewer findings.</summary>
    public double CommonShare { get; init; } = 0.25;

    /// <summary>Risk from which a finding is told, 0 to 100. Higher: fewer.</summary>
    public int MinimumRisk { get; init; } = 40;

    /// <summary>Pairs of host and destination watched; the one silent longest makes room. Higher: more memory (about 1 KB each).</summary>
    public int Channels { get; init; } = 100_000;

    /// <summary>Hosts whose habits are kept; the one silent longest makes room. Higher: more memory (about 3 KB each).</summary>
    public int Hosts { get; init; } = 20_000;
}
