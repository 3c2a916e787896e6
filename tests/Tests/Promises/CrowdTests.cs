using NetSensor.Analyzers;
using NetSensor.Benchmarks.Cost;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Pipeline;

namespace NetSensor.Tests.Promises;

/// <summary>What detectors and the tables of hosts remember of a crowd has an end; the benchmark <c>crowd</c> does the same with ten million channels.</summary>
public sealed class CrowdTests
{
    private const int Hosts = 20_000, Channels = 600_000;
    private const long BytesPerChannel = 2_000;

    [Fact]
    public void A_crowd_of_hosts_that_speak_to_everybody_takes_bounded_memory()
    {
        using var enrichment = new EnrichmentStage(new EnrichmentOptions());
        var stage = new DetectionStage(DetectorCatalog.CreateAll(new DetectorContext { Hosts = enrichment.Hosts }), new Nobody());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var happened in new CrowdOfHosts(Hosts, Channels).Events())
        {
            enrichment.Emit(happened);
            stage.Emit(happened);
        }
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(stage);
        Assert.InRange(kept, 1, Channels * BytesPerChannel);
    }

    private sealed class Nobody : IDetectionSink
    {
        public void Report(Detection detection)
        {
        }
    }
}
