using System.Buffers.Binary;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Generator.Endpoints;

/// <summary>Reads sightings out of a capture that the generator wrote: Ethernet and IPv4 without options, and nothing of what the sensor makes of it.</summary>
public static class CaptureSightings
{
    private const int FileHeader = 24, RecordHeader = 16, Ethernet = 14, Ipv4 = 20, Udp = 8, DnsHeader = 12;
    private const byte Syn = 0x02, Ack = 0x10;

    /// <summary>All of them in order.</summary>
    public static IEnumerable<Sighting> Read(string path)
    {
        var file = File.ReadAllBytes(path);
        for (var at = FileHeader; at + RecordHeader <= file.Length;)       // ends: every record is longer than nothing
        {
            var header = file.AsSpan(at, RecordHeader);
            var time = Timestamp.FromUnix(BinaryPrimitives.ReadUInt32LittleEndian(header), BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) * 1000L);
            var length = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
            at += RecordHeader;
            if (Of(time, file.AsSpan(at, length)) is { } sighting) yield return sighting;
            at += length;
        }
    }

    private static Sighting? Of(Timestamp time, ReadOnlySpan<byte> frame)
    {
        if (frame.Length < Ethernet + Ipv4 + Udp || BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) != 0x0800) return null;
        var packet = frame[Ethernet..];
        var (source, destination, protocol) = (IpAddr.FromIPv4(packet[12..16]), IpAddr.FromIPv4(packet[16..20]), packet[9]);
        var segment = packet[Ipv4..];
        var (from, to) = (BinaryPrimitives.ReadUInt16BigEndian(segment), BinaryPrimitives.ReadUInt16BigEndian(segment[2..]));
        if (protocol == 6 && segment.Length >= 20 && (segment[13] & (Syn | Ack)) == Syn) return new Sighting(time, source, from, destination, to, null);
        if (protocol == 17 && to == 53 && segment.Length > Udp + DnsHeader) return new Sighting(time, source, from, destination, to, Name(segment[(Udp + DnsHeader)..]));
        return null;
    }

    /// <summary>The name of the first question (RFC 1035 §3.1).</summary>
    private static string Name(ReadOnlySpan<byte> labels)
    {
        var name = new StringBuilder();
        while (labels.Length > 0 && labels[0] != 0 && labels[0] < labels.Length)   // ends: each turn takes a label
        {
            if (name.Length > 0) name.Append('.');
            name.Append(Encoding.ASCII.GetString(labels.Slice(1, labels[0])));
            labels = labels[(1 + labels[0])..];
        }
        return name.ToString();
    }
}
