using System.Buffers.Binary;

namespace NetSensor.Tests.Support;

/// <summary>Cuts a capture file of the classic format, little-endian, into several by time.</summary>
internal static class PcapCut
{
    private const int FileHeader = 24, RecordHeader = 16;

    /// <summary>Writes parts of equal spans beside the capture, and returns their paths in order.</summary>
    public static IReadOnlyList<string> Into(int parts, string path)
    {
        var bytes = File.ReadAllBytes(path);
        var records = new List<(int At, int Length, double Seconds)>();
        for (var at = FileHeader; at < bytes.Length;) // ends: each record has a header
        {
            var header = bytes.AsSpan(at, RecordHeader);
            var length = RecordHeader + BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
            var fraction = BinaryPrimitives.ReadUInt32LittleEndian(bytes) == 0xA1B2_3C4D ? 1e9 : 1e6;
            records.Add((at, length, BinaryPrimitives.ReadUInt32LittleEndian(header) + BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) / fraction));
            at += length;
        }
        var span = (records[^1].Seconds - records[0].Seconds) / parts;
        return [.. Enumerable.Range(0, parts).Select(part =>
        {
            var name = Path.ChangeExtension(path, $".{part}.pcap");
            using var file = File.Create(name);
            file.Write(bytes.AsSpan(0, FileHeader));
            foreach (var record in records)
                if (Math.Min(parts - 1, (int)((record.Seconds - records[0].Seconds) / span)) == part) file.Write(bytes.AsSpan(record.At, record.Length));
            return name;
        })];
    }
}
