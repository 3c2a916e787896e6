using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Wire;

namespace NetSensor.Tests.Recording;

/// <summary>The packets of a file, read back.</summary>
internal sealed record SavedPackets(IReadOnlyList<double> Seconds, IReadOnlyList<(IpAddr Source, IpAddr Destination)> Pairs)
{
    public static SavedPackets Read(string file)
    {
        using var set = CaptureFileSet.Open([file]);
        using var source = set.CreateSource();
        var (seconds, pairs, batch) = (new List<double>(), new List<(IpAddr, IpAddr)>(), new PacketBatch());
        for (var open = true; open;)
        {
            batch.Clear();
            open = source.Read(batch);
            for (var slot = 0; slot < batch.Count; slot++)
            {
                PacketDecoder.Decode(batch[slot], out var headers);
                seconds.Add((batch[slot].Time - Frames.Start).TotalSeconds);
                pairs.Add((headers.Source, headers.Destination));
            }
        }
        Assert.Empty(source.Faults);
        return new SavedPackets(seconds, pairs);
    }
}
