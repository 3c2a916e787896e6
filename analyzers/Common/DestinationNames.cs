using NetSensor.Events;

namespace NetSensor.Analyzers.Common;

/// <summary>Names of destinations, as opposed to addresses that stand where a name belongs.</summary>
public static class DestinationNames
{
    /// <summary>The name of a flow's destination; null when there is none, or an address in its place (an HTTP Host header may hold one).</summary>
    public static string? Of(FlowEvent told) => told.DestinationName is { Length: > 0 } name && !IsAddress(name) ? name : null;

    /// <summary>No top-level domain ends in a digit (RFC 3696 §2), and no name holds a colon.</summary>
    private static bool IsAddress(string name) => char.IsAsciiDigit(name[^1]) || name.Contains(':', StringComparison.Ordinal);
}
