using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>A process began, as the endpoint tells: Sysmon event 1, OCSF Process Activity 1007 "Launch".</summary>
public sealed record ProcessStart
{
    /// <summary>Which process.</summary>
    public required ProcessKey Key { get; init; }
    /// <summary>When, on the endpoint's clock.</summary>
    public required Timestamp Time { get; init; }
    /// <summary>The host as the endpoint writes it.</summary>
    public required string Host { get; init; }
    /// <summary>Its number; 0 when unknown.</summary>
    public long Pid { get; init; }
    /// <summary>Path of its program.</summary>
    public required string Image { get; init; }
    /// <summary>How it was called.</summary>
    public string? CommandLine { get; init; }
    /// <summary>In whose name.</summary>
    public string? User { get; init; }
    /// <summary>Which process began it.</summary>
    public ProcessKey? Parent { get; init; }
    /// <summary>Path of the parent's program.</summary>
    public string? ParentImage { get; init; }
    /// <summary>How the parent was called.</summary>
    public string? ParentCommandLine { get; init; }
    /// <summary>The name that its maker gave the program ("PowerShell.EXE"), from its version resource.</summary>
    public string? OriginalName { get; init; }
    /// <summary>Whether its signature is valid; null when the endpoint does not tell.</summary>
    public bool? IsSigned { get; init; }
    /// <summary>Where it was read: file and line.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The file name of <see cref="Image"/>.</summary>
    public string Name => Programs.FileName(Image);
}
