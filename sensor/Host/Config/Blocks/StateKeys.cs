using System.Globalization;
using NetSensor.Store;

namespace NetSensor.Host.Config;

/// <summary>The settings that begin with <c>state</c>: where what is learnt is kept, and how much of it.</summary>
internal static class StateKeys
{
    private const int MostMiB = 1 << 20; // a TiB: a slip of the unit
    private const int LeastMiB = 8;      // an empty file has its tables, and a journal beside it
    private const int MostEntries = 100_000_000;
    private static readonly TimeSpan ShortestKeep = TimeSpan.FromHours(1), LongestKeep = TimeSpan.FromDays(3650);
    private static readonly TimeSpan ShortestSave = TimeSpan.FromMilliseconds(100), LongestSave = TimeSpan.FromHours(1);

    /// <summary>All of them.</summary>
    public static readonly string[] All = ["state", "state_keep", "state_save_every", "state_max_entries", "state_max_mib"];

    /// <summary>Reads one of the others over what holds without it.</summary>
    public static StateOptions Read(ConfigEntry entry, StateOptions bounds) => entry.Key switch
    {
        "state_keep" => bounds with { Keep = Time(entry, ShortestKeep, LongestKeep, "1h to 3650d") },
        "state_save_every" => bounds with { SaveEvery = Time(entry, ShortestSave, LongestSave, "100ms to 1h") },
        "state_max_entries" => bounds with { MaxEntries = (int)Number(entry, 1, MostEntries) },
        _ => bounds with { MaxBytes = Number(entry, LeastMiB, MostMiB) << 20 },
    };

    private static TimeSpan Time(ConfigEntry entry, TimeSpan least, TimeSpan most, string allowed) =>
        Durations.TryParse(entry.Text(), out var span) && span >= least && span <= most
            ? span : throw entry.Wrong($"no time; write one as 30s, 12h or 90d; allowed are {allowed}");

    private static long Number(ConfigEntry entry, long least, long most) =>
        long.TryParse(entry.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw entry.Wrong($"no whole number from {least} to {most}");
}
