using BenchmarkDotNet.Running;

namespace NetSensor.Benchmarks;

/// <summary>Benchmarks: <c>walk FILE [repeat]</c> and <c>flows FILE [repeat]</c> for the quick figures of the capture reader and of the flow table behind it, else BenchmarkDotNet's own options.</summary>
public static class Program
{
    /// <summary>Runs a command; returns 0 done, 2 wrong use.</summary>
    public static int Main(string[] args)
    {
        if (args is ["walk", .. var rest]) return WalkCommand.Run(rest);
        if (args is ["flows", .. var files]) return FlowsCommand.Run(files);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
