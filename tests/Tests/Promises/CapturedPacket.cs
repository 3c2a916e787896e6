using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Wire;

namespace NetSensor.Tests.Promises;

/// <summary>A packet of a capture, copied out of it.</summary>
internal sealed record CapturedPacket(Timestamp Time, LinkType Link, int WireLength, byte[] Bytes)
{
    /// <summary>The first packets of a capture.</summary>
    public static List<CapturedPacket> Read(string capture, int most)
    {
        using var set = CaptureFileSet.Open([capture]);
        using var source = set.CreateSource();
        var batch = new PacketBatch();
        var packets = new List<CapturedPacket>();
        while (packets.Count < most && source.Read(batch)) // ends: the capture does
            for (var slot = 0; slot < batch.Count && packets.Count < most; slot++)
                packets.Add(new CapturedPacket(batch[slot].Time, batch[slot].Link, batch[slot].WireLength, batch[slot].Bytes.ToArray()));
        return packets;
    }

    /// <summary>These packets as a source.</summary>
    public static GeneratedSource Source(IReadOnlyList<CapturedPacket> packets) =>
        new(packets.Count, packets.Max(packet => packet.Bytes.Length) + 1, (number, bytes) =>
        {
            var packet = packets[(int)number];
            packet.Bytes.CopyTo(bytes);
            return new GeneratedSource.Made(packet.Bytes.Length, packet.Time, packet.Link, packet.WireLength);
        });
}
