namespace NetSensor.Host.Config;

/// <summary>One thing that is wrong in a configuration file, and where; lines and columns count from 1.</summary>
public sealed record ConfigFault(string File, int Line, int Column, string Message)
{
    /// <summary>As compilers write it, so that editors find the place.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
