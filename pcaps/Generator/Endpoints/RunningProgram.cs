using System.Globalization;
using NetSensor.Wire;

namespace NetSensor.Generator.Endpoints;

/// <summary>A program that runs on an endpoint.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Call">How it was called.</param>
/// <param name="Pid">Its number.</param>
/// <param name="Begin">When it began, on the capture's clock.</param>
public sealed record RunningProgram(string Path, string Call, int Pid, Timestamp Begin)
{
    /// <summary>Who began it; null for what was there before the log.</summary>
    public RunningProgram? Parent { get; init; }
    /// <summary>In whose name.</summary>
    public required string User { get; init; }
    /// <summary>The name that its maker gave it.</summary>
    public string? OriginalName { get; init; }

    /// <summary>A GUID as Sysmon makes them: the machine, the time, the number.</summary>
    public string Guid => string.Create(CultureInfo.InvariantCulture, $"{{b3c285a4-{Begin.Nanoseconds / 1_000_000_000 & 0xFFFF:x4}-{Begin.Nanoseconds / 1_000_000_000 >> 16 & 0xFFFF:x4}-0000-{Pid:x12}}}");
}
