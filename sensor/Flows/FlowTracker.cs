using NetSensor.Events;
using NetSensor.Flows.Payload;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>
/// Packets to flows to events, for one shard. Packets come in small batches: <see cref="Prepare"/> decodes each and fetches its bucket
/// ahead of time, then <see cref="Process"/> does the work in order.
/// </summary>
public sealed class FlowTracker(FlowOptions options, PayloadPool payloads, IEventSink events)
{
    /// <summary>Most packets between a <see cref="Prepare"/> and its <see cref="Process"/>.</summary>
    public const int BatchCapacity = 32;

    /// <summary>The options it runs with.</summary>
    public FlowOptions Options { get; } = options;

    /// <summary>Where parsers come from.</summary>
    public PayloadPool Payloads { get; } = payloads;

    /// <summary>Where its events go.</summary>
    public IEventSink Events { get; } = events;

    /// <summary>What it did and lost.</summary>
    public FlowCounters Counters { get; } = new();

    /// <summary>Decodes packet <paramref name="slot"/> of the batch.</summary>
    public void Prepare(int slot, in RawPacket packet) { }

    /// <summary>Accounts packet <paramref name="slot"/> of the batch, which was prepared before.</summary>
    public void Process(int slot, in RawPacket packet) { }

    /// <summary>
    /// Moves the packet clock (never backwards) and ends what has been silent for too long. Every shard is told the time of every packet of
    /// the capture, its own or not, so that ends do not depend on the number of shards.
    /// </summary>
    public void Advance(Timestamp now) { }

    /// <summary>The capture is over: ends every flow.</summary>
    public void Finish() { }
}
