using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>Writes a classic pcap file (microseconds, Ethernet); packets may be added in any order and are written in time order.</summary>
public sealed class PcapWriter
{
    private readonly List<(Timestamp Time, int Order, byte[] Bytes)> _packets = [];

    /// <summary>Packets added so far.</summary>
    public int Count => _packets.Count;

    /// <summary>Adds one Ethernet frame.</summary>
    public void Add(Timestamp time, byte[] frame) => _packets.Add((time, _packets.Count, frame));

    /// <summary>Writes the file.</summary>
    public void Save(string path)
    {
        _packets.Sort((a, b) => a.Time == b.Time ? a.Order.CompareTo(b.Order) : a.Time.CompareTo(b.Time));
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 262144);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], (uint)LinkType.Ethernet);
        file.Write(header);
        Span<byte> record = stackalloc byte[16];
        foreach (var (time, _, bytes) in _packets)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(time.Nanoseconds / Timestamp.NanosecondsPerSecond));
            BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)(time.Nanoseconds % Timestamp.NanosecondsPerSecond / 1000));
            BinaryPrimitives.WriteUInt32LittleEndian(record[8..], (uint)bytes.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(record[12..], (uint)bytes.Length);
            file.Write(record);
            file.Write(bytes);
        }
    }
}
