using NetSensor.Flows;

namespace NetSensor.Host.Config;

/// <summary>What numbers and times a setting may have: beyond them the sensor would not run, would not end, or would not fit into any memory.</summary>
internal static class SettingRanges
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);          // longer is a slip of the unit
    private static readonly TimeSpan ShortestInterim = TimeSpan.FromSeconds(1); // each tells every flow again

    private static readonly Dictionary<string, (long Least, long Most)> Numbers = new(StringComparer.Ordinal)
    {
        [nameof(FlowOptions.Capacity)] = (1, 100_000_000),                      // about 40 GB
        [nameof(FlowOptions.MaxTunnelDepth)] = (0, 16),                         // each level walks the packet once more
        [nameof(FlowOptions.MaxOutOfOrderBytes)] = (0, 1 << 30),
        [nameof(FlowOptions.MaxOutOfOrderBytesTotal)] = (0, 1L << 40),
        [nameof(FlowOptions.Fragments.MaxDatagrams)] = (1, 1_000_000),
        [nameof(FlowOptions.Fragments.MaxBytes)] = (1 << 16, 1 << 30),          // the largest datagram must fit
    };

    /// <summary>Whether there is a range for this option, named as in the code.</summary>
    public static bool Knows(string option) => Numbers.ContainsKey(option);

    /// <summary>The number, or the error that names the range.</summary>
    public static long Check(string option, ConfigEntry entry, long? number)
    {
        var (least, most) = Numbers[option];
        var allowed = $"allowed are {least} to {most}";
        if (number is not { } given) throw entry.Wrong($"no whole number; {allowed}");
        return given >= least && given <= most ? given : throw entry.Wrong($"out of range; {allowed}");
    }

    /// <summary>The time, or the error that names the range.</summary>
    public static TimeSpan Check(string option, ConfigEntry entry, TimeSpan? time)
    {
        var mayBeNone = option == nameof(FlowOptions.InterimInterval);
        var least = mayBeNone ? ShortestInterim : Shortest;
        var allowed = mayBeNone ? "allowed are 0 (none) and 1s to 365d" : "allowed are 1ms to 365d";
        if (time is not { } given) throw entry.Wrong($"no time; write one as 500ms, 5s, 10m, 2h or 1d; {allowed}");
        return (given >= least && given <= Longest) || (mayBeNone && given == TimeSpan.Zero) ? given : throw entry.Wrong($"out of range; {allowed}");
    }
}
