using NetSensor.Host.Commands;

namespace NetSensor.Host;

/// <summary>The <c>netsensor</c> program.</summary>
public static class Program
{
    /// <summary>Runs a command; returns 0 done, 1 failed, 2 wrong use.</summary>
    public static int Main(string[] args) => CommandLine.Run(args);
}
