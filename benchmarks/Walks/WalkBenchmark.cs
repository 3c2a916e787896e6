using BenchmarkDotNet.Attributes;
using NetSensor.Capture.Files;

namespace NetSensor.Benchmarks;

/// <summary>The bare walk over the capture that NETSENSOR_BENCH_CAPTURE names (make-mix.py makes one); must allocate nothing per packet.</summary>
[MemoryDiagnoser]
public class WalkBenchmark
{
    private CaptureFileSet _set = null!;

    /// <summary>Opens the capture.</summary>
    [GlobalSetup]
    public void Open() =>
        _set = CaptureFileSet.Open([Environment.GetEnvironmentVariable("NETSENSOR_BENCH_CAPTURE")
            ?? throw new InvalidOperationException("set NETSENSOR_BENCH_CAPTURE to a capture")]);

    /// <summary>Record headers only.</summary>
    [Benchmark(Baseline = true)]
    public long Headers()
    {
        using var source = _set.CreateSource();
        return BareWalk.Headers(source);
    }

    /// <summary>Record headers and the first 64 bytes of each packet.</summary>
    [Benchmark]
    public long HeadersAndFirstBytes()
    {
        using var source = _set.CreateSource();
        return BareWalk.HeadersAndFirstBytes(source);
    }
}
