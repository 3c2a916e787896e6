using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>Keeps the packets of a small scenario and writes them in time order, as a classic pcap file (microseconds, Ethernet).</summary>
public sealed class PcapWriter : IPacketOutput
{
    private readonly List<(Timestamp Time, int Order, byte[] Bytes, int WireLength)> _packets = [];

    /// <summary>Adds one Ethernet frame.</summary>
    public void Add(Timestamp time, byte[] frame) => Add(time, frame, frame.Length);

    /// <inheritdoc/>
    public void Add(Timestamp time, byte[] frame, int wireLength) => _packets.Add((time, _packets.Count, frame, wireLength));

    /// <summary>Writes the file.</summary>
    public void Save(string path)
    {
        _packets.Sort((a, b) => a.Time == b.Time ? a.Order.CompareTo(b.Order) : a.Time.CompareTo(b.Time));
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        PcapFormat.WriteHeader(file);
        foreach (var (time, _, bytes, wireLength) in _packets) PcapFormat.WritePacket(file, time, bytes, wireLength);
    }
}
