namespace NetSensor.Host;

/// <summary>What the program says to its caller.</summary>
public static class ExitCode
{
    /// <summary>Done; faults inside a capture are told and counted, and change nothing here.</summary>
    public const int Done = 0;

    /// <summary>Failed: logs cannot be written, or something unforeseen.</summary>
    public const int Failed = 1;

    /// <summary>Wrong use: unknown option, bad config, no such file, not a capture.</summary>
    public const int WrongUse = 2;

    /// <summary>Stopped by Ctrl-C before the end: 128 + SIGINT, as shells count; what was processed is in the logs.</summary>
    public const int Interrupted = 130;
}
