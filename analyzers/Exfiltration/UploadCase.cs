using NetSensor.Analyzers.Common.Destinations;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>All that speaks for or against an upload, at the moment when it is judged.</summary>
internal sealed record UploadCase
{
    /// <summary>Bytes out, today.</summary>
    public required long BytesOut { get; init; }
    /// <summary>Bytes in, in the same time.</summary>
    public required long BytesIn { get; init; }
    /// <summary>How far it lies above what the host sends in an hour or a day; null where its habits are not known.</summary>
    public double? Deviation { get; init; }
    /// <summary>What the host sends in an hour, or a day, usually.</summary>
    public double UsualBytes { get; init; }
    /// <summary>Hours or days that the habits rest on.</summary>
    public int HabitCount { get; init; }
    /// <summary>"hour" or "day".</summary>
    public string HabitUnit { get; init; } = "hour";
    /// <summary>Whether the host had not gone there before, and it was watched long enough to say so.</summary>
    public bool IsNewDestination { get; init; }
    /// <summary>Whether the network was watched for so short a time that everything is new.</summary>
    public bool IsAllNew { get; init; }
    /// <summary>Hosts that go there.</summary>
    public required int Visitors { get; init; }
    /// <summary>Hosts known.</summary>
    public required int Hosts { get; init; }
    /// <summary>Name of the destination; null for a bare address.</summary>
    public string? Name { get; init; }
    /// <summary>Port of the destination.</summary>
    public required int Port { get; init; }
    /// <summary>By what it left.</summary>
    public required UploadProtocol Protocol { get; init; }
    /// <summary>The service behind the name.</summary>
    public WebService? Service { get; init; }
    /// <summary>Who owns the name or the address.</summary>
    public Organisation? Owner { get; init; }
    /// <summary>Earlier days on which at least a third as much went there.</summary>
    public int UsualDays { get; init; }
    /// <summary>Days on which a little went there, the same way.</summary>
    public int DripDays { get; init; }
    /// <summary>Bytes out on those days.</summary>
    public long DripBytes { get; init; }
    /// <summary>Bytes that the host fetched from shares of others before.</summary>
    public double PulledBytes { get; init; }

    /// <summary>Bytes out per byte in.</summary>
    public double Ratio => BytesOut / (double)Math.Max(1, BytesIn);
    /// <summary>Whether it is told for its many days, not for its volume.</summary>
    public bool IsDrip { get; init; }
}
