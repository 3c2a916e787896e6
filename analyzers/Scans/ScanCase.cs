using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>A scan at the moment when it is judged.</summary>
internal sealed record ScanCase
{
    /// <summary>Who scans.</summary>
    public required IpAddr Source { get; init; }
    /// <summary>What kind of scan.</summary>
    public required ScanKind Kind { get; init; }
    /// <summary>The one host whose ports are tried, if it is one.</summary>
    public IpAddr? Target { get; init; }
    /// <summary>The one port that is tried, if it is one.</summary>
    public int? Port { get; init; }
    /// <summary>Transport of the tries.</summary>
    public Transport Transport { get; init; }
    /// <summary>Different targets that did not answer.</summary>
    public required int Targets { get; init; }
    /// <summary>Connections that failed.</summary>
    public required int Failed { get; init; }
    /// <summary>Connections that were answered.</summary>
    public required int Answered { get; init; }
    /// <summary>What answered, the first of it.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];
    /// <summary>The first try.</summary>
    public required Timestamp First { get; init; }
    /// <summary>The newest try.</summary>
    public required Timestamp Last { get; init; }
    /// <summary>Whether the tries were far apart.</summary>
    public bool IsSlow { get; init; }
    /// <summary>Whether the source is one of ours.</summary>
    public required bool IsFromInside { get; init; }
    /// <summary>Whether the targets are ours.</summary>
    public required bool IsToInside { get; init; }
    /// <summary>Earlier days on which the source scanned.</summary>
    public int UsualDays { get; init; }
    /// <summary>Some of the tries, newest last.</summary>
    public IReadOnlyList<FlowIdentity> Flows { get; init; } = [];

    /// <summary>Share of the connections that failed.</summary>
    public double FailedShare => Failed / (double)Math.Max(1, Failed + Answered);
}
