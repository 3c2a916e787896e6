using BenchmarkDotNet.Running;
using NetSensor.Benchmarks.Cost;
using NetSensor.Benchmarks.Quality;

namespace NetSensor.Benchmarks;

/// <summary>Benchmarks: <c>walk FILE [repeat]</c> and <c>tracker FILE [rounds]</c> for quick figures of the reader and of what lies behind it, <c>quality</c> for what is found, <c>cost</c>, <c>crowd</c> and <c>recall</c> for what that takes, else BenchmarkDotNet's own options.</summary>
public static class Program
{
    /// <summary>Runs a command; returns 0 done, 2 wrong use.</summary>
    public static int Main(string[] args)
    {
        if (args is ["walk", .. var walked]) return WalkCommand.Run(walked);
        if (args is ["tracker", .. var tracked]) return TrackerCommand.Run(tracked);
        if (args is ["quality", .. var judged]) return QualityCommand.Run(judged);
        if (args is ["cost", .. var costs]) return CostCommand.Run(costs);
        if (args is ["crowd", .. var crowd]) return CrowdCommand.Run(crowd);
        if (args is ["recall", .. var recalled]) return RecallCommand.Run(recalled);
        // in this process: the other way builds a project for every run, which wants the assembly to be named as its project file
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args, "--inProcess"]);
        return 0;
    }
}
