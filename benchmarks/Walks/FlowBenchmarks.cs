using BenchmarkDotNet.Attributes;

namespace NetSensor.Benchmarks;

/// <summary>
/// One packet through decoder and flow table while so many flows are open and take turns, against the decoder alone. No protocols, no events:
/// what is measured is finding the flow and accounting the packet. May not allocate, and may cost little more with many flows than with few.
/// </summary>
[MemoryDiagnoser]
public class FlowBenchmarks
{
    private const int Batches = 2_048;
    private const int Packets = Batches * Flows.FlowTracker.BatchCapacity;

    private FlowCrowd _crowd = null!;

    /// <summary>Flows open at once.</summary>
    [Params(10_000, 250_000, 1_000_000)]
    public int OpenFlows { get; set; } = 10_000;

    /// <summary>What they are.</summary>
    [Params("tcp", "udp")]
    public string Kind { get; set; } = "tcp";

    /// <summary>Opens the flows.</summary>
    [GlobalSetup]
    public void Open() => _crowd = new FlowCrowd(OpenFlows, Kind == "tcp");

    /// <summary>Writing the packet's headers and decoding them.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Packets)]
    public long Decode() => _crowd.Decode(Batches);

    /// <summary>The same and the flow table.</summary>
    [Benchmark(OperationsPerInvoke = Packets)]
    public void DecodeAndFlowTable() => _crowd.Speak(Batches);
}
