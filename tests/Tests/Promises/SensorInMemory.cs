using NetSensor.Capture;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Host;
using NetSensor.Analyzers;
using NetSensor.Pipeline;
using NetSensor.Protocols;

namespace NetSensor.Tests.Promises;

/// <summary>One shard with all protocols and detectors behind any source of packets; its logs go nowhere, its events are counted.</summary>
internal sealed class SensorInMemory : IEventSink, IDetectionSink, ILogOutput
{
    private readonly Shard _shard;
    private readonly Judge _judge;
    private readonly Epoch _epoch = new();

    public SensorInMemory(IPacketSource source, FlowOptions? options = null, long maxBufferedBytes = PayloadLimits.BufferedBytesTotal)
    {
        var outbox = new ShardOutbox();
        Tracker = new FlowTracker(options ?? new FlowOptions(), new PayloadPool(ProtocolCatalog.All, maxBufferedBytes), outbox);
        _shard = new Shard(0, 1, source, Tracker, outbox);
        var logs = new LogWriter(this, LogCatalog.For(HomeNetworks.Private));
        var detectors = DetectorCatalog.CreateAll();
        _judge = new Judge([logs, this], new DetectionStage(detectors, this)) { EpochClosed = new UnkeptChanges([.. detectors.OfType<ILearner>()]).LetGoIfDue };
    }

    public FlowTracker Tracker { get; }

    /// <summary>Flows that were told.</summary>
    public long Flows { get; private set; }

    /// <summary>Other events.</summary>
    public long Others { get; private set; }

    /// <summary>Whether the source has ended.</summary>
    public bool IsOver => _epoch.IsLast;

    /// <summary>Runs to the next cut; says how many events it brought, and how many bytes this thread allocated for them.</summary>
    public (int Events, long Allocated) RunEpoch()
    {
        _epoch.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        _shard.RunEpoch(_epoch, default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var events = _epoch.Events.Count;
        _judge.Take(_epoch);
        _judge.CloseEpoch(_epoch.Clock);
        if (_epoch.IsLast) _judge.Finish();
        return (events, allocated);
    }

    /// <summary>Runs to the end.</summary>
    public SensorInMemory Run()
    {
        while (!IsOver) RunEpoch();
        return this;
    }

    public void Emit(SensorEvent happened)
    {
        if (happened is FlowEvent) Flows++;
        else Others++;
    }

    public void Report(Detection detection)
    {
    }

    public Stream Create(string fileName) => Stream.Null;

    public string Describe(string fileName) => fileName;
}
