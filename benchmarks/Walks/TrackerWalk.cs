using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Benchmarks;

/// <summary>Walks a capture as a shard does, as far as the decoder or the flow table.</summary>
public static class TrackerWalk
{
    /// <summary>Decodes every packet; returns a sum, so that nothing is optimised away.</summary>
    public static long Decode(CaptureFileSource source)
    {
        var batch = new PacketBatch();
        long sum = 0;
        while (Next(source, batch))
            for (var slot = 0; slot < batch.Count; slot++)
            {
                PacketDecoder.Decode(batch[slot], out var headers);
                sum += headers.PayloadLength;
            }
        return sum;
    }

    /// <summary>Decodes every packet and accounts it to its flow; looks for no protocol and drops all events. Returns the number of flows.</summary>
    public static long DecodeAndFlows(CaptureFileSource source) => Track(source, [], new FlowOptions());

    /// <summary>The same without a look at checksums.</summary>
    public static long DecodeAndFlowsUnverified(CaptureFileSource source) => Track(source, [], new FlowOptions { VerifyChecksums = false });

    /// <summary>The same with all protocols.</summary>
    public static long DecodeFlowsAndProtocols(CaptureFileSource source) => Track(source, ProtocolCatalog.All, new FlowOptions());

    private static long Track(CaptureFileSource source, IReadOnlyList<ProtocolDescriptor> protocols, FlowOptions options)
    {
        var tracker = new FlowTracker(options, new PayloadPool(protocols), NoEvents.Instance);
        var batch = new PacketBatch();
        while (Next(source, batch))
        {
            for (var slot = 0; slot < batch.Count; slot++) tracker.Prepare(slot, batch[slot]);
            tracker.Fetch();
            for (var slot = 0; slot < batch.Count; slot++)
            {
                var packet = batch[slot];
                tracker.Advance(packet.Time);
                tracker.Process(slot, packet);
            }
        }
        tracker.Finish();
        return tracker.Counters.Flows;
    }

    private static bool Next(CaptureFileSource source, PacketBatch batch)
    {
        batch.Clear();
        return source.Read(batch) || batch.Count > 0;
    }
}
