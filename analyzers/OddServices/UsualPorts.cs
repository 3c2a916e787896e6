using System.Globalization;
using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.OddServices;

/// <summary>Where services are at home, from the table beside this class.</summary>
internal static class UsualPorts
{
    private const ushort FirstEphemeral = 49_152; // data channels and calls choose theirs here

    private static readonly Dictionary<string, HashSet<ushort>>.AlternateLookup<ReadOnlySpan<char>> Ports = DataFile.Rows("usual-ports.tsv", 2)
        .ToDictionary(row => row[0], row => row[1].Split(',').Select(port => ushort.Parse(port, CultureInfo.InvariantCulture)).ToHashSet()).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<ushort> Reserved = [20, 21, 22, 23, 25, 53, 80, 110, 123, 135, 139, 143, 389, 443, 445, 636, 993, 995, 1433, 3306, 3389, 5432];

    /// <summary>The first service of the flow that is judged and is not at home on this port; null when all is as usual.</summary>
    public static string? StrangerOn(string? services, ushort port)
    {
        if (services is null) return null;
        foreach (var part in services.AsSpan().Split(','))
            if (Ports.TryGetValue(services.AsSpan(part), out var usual)) return usual.Contains(port) ? null : services[part]; // what is carried inside (SMTP in TLS) decides nothing
        return null;
    }

    /// <summary>Whether the port belongs to another service by common agreement: to hide there is worse than to choose a free one.</summary>
    public static bool IsOthers(ushort port) => Reserved.Contains(port);

    /// <summary>Whether programs choose such ports at random.</summary>
    public static bool IsEphemeral(ushort port) => port >= FirstEphemeral;
}
