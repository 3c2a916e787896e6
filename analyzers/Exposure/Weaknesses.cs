using System.Globalization;
using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Exposure;

/// <summary>The facts of <c>weaknesses.tsv</c>.</summary>
internal static class Weaknesses
{
    private const int Columns = 4;

    private static readonly Weakness[] All =
        [.. DataFile.Rows("weaknesses.tsv", Columns).Select(row => new Weakness(row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture), row[3]))];

    private static readonly Dictionary<(string About, string Pattern), Weakness> Exact = All.ToDictionary(weakness => (weakness.About, weakness.Pattern));

    /// <summary>The weakness with exactly this pattern.</summary>
    public static Weakness? Of(string about, string pattern) => Exact.GetValueOrDefault((about, pattern));

    /// <summary>What is weak about a service as the inventory writes it ("tcp/23 telnet"): by its name, or else by its port.</summary>
    public static Weakness? OfService(string service)
    {
        var blank = service.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0) return Of("service", service);
        foreach (var name in service[(blank + 1)..].Split(','))
            if (Of("service", name) is { } weakness) return weakness;
        return null; // something else is spoken at that port
    }

    /// <summary>What is weak about an operating system: the longest beginning that fits.</summary>
    public static Weakness? OfSystem(string system) =>
        All.Where(weakness => weakness.About == "system" && IsVersion(system, weakness.Pattern)).MaxBy(weakness => weakness.Pattern.Length);

    /// <summary>"Windows 7" is no beginning of "Windows 75", but one of "Windows 7 SP1" and "Windows 6.1" one of "Windows 6.1.7601".</summary>
    private static bool IsVersion(string system, string start) =>
        system.StartsWith(start, StringComparison.Ordinal) && (system.Length == start.Length || !char.IsAsciiDigit(system[start.Length]));
}
