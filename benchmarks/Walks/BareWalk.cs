using NetSensor.Capture;
using NetSensor.Capture.Files;

namespace NetSensor.Benchmarks;

/// <summary>Reads captures and does nothing with them: what everything else is compared with.</summary>
public static class BareWalk
{
    private const int FirstBytes = 64;                          // a cache line: what decoding touches at least

    /// <summary>Walks the record headers; returns a sum, so that nothing is optimised away.</summary>
    public static long Headers(CaptureFileSource source)
    {
        var batch = new PacketBatch();
        long sum = 0;
        while (source.Read(batch))
            for (var i = 0; i < batch.Count; i++) sum += batch[i].WireLength;
        return sum;
    }

    /// <summary>Walks the record headers and touches the first 64 bytes of each packet.</summary>
    public static long HeadersAndFirstBytes(CaptureFileSource source)
    {
        var batch = new PacketBatch();
        long sum = 0;
        while (source.Read(batch))
            for (var i = 0; i < batch.Count; i++)
            {
                var bytes = batch[i].Bytes;
                if (bytes.Length > FirstBytes) bytes = bytes[..FirstBytes];
                for (var at = 0; at < bytes.Length; at += sizeof(long)) sum += bytes[at];
            }
        return sum;
    }
}
