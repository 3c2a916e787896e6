using System.Buffers.Binary;
using NetSensor.Events;

namespace NetSensor.Flows.Datagram;

/// <summary>Counts the echo requests, or the replies, of one flow; allocates nothing.</summary>
internal struct EchoSide
{
    // Pings put a time stamp of 8 or 16 bytes first and a fixed pattern behind it, whatever their size: two words of that pattern stand for all.
    private const int FirstWord = 16, SecondWord = 32;
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    // Where carriers of IP packets put them: at once (icmptunnel and others), behind four magic bytes and a type (hans), or behind a head of eight bytes.
    private static ReadOnlySpan<byte> InnerOffsets => [0, 5, 8];
    private const int Ipv4Header = 20;

    private long _bytes;
    private ulong _content;
    private uint _sequence;
    private int _size, _largest, _sizeChanges, _contentChanges, _sequenceRepeats, _ipPackets;

    /// <summary>Messages so far.</summary>
    public int Messages { get; private set; }

    /// <summary>Whether its data changed or held packets; pings do neither.</summary>
    public readonly bool IsOdd => _contentChanges > 0 || _ipPackets > 0;

    /// <summary>One message.</summary>
    /// <param name="sequence">Identifier and sequence number.</param>
    /// <param name="data">What was captured of the data behind them.</param>
    /// <param name="size">Bytes of data on the wire.</param>
    public void Add(uint sequence, ReadOnlySpan<byte> data, int size)
    {
        var content = ContentOf(data);
        if (Messages > 0)
        {
            if (size != _size) _sizeChanges++;
            if (content != 0 && _content != 0 && content != _content) _contentChanges++;
            if (sequence == _sequence) _sequenceRepeats++;
        }
        if (content != 0) _content = content;
        (_sequence, _size, _largest) = (sequence, size, Math.Max(_largest, size));
        _bytes += size;
        if (CarriesIp(data, size)) _ipPackets++;
        Messages++;
    }

    /// <summary>What was counted.</summary>
    public readonly EchoTraffic Told => new()
    {
        Messages = Messages,
        Bytes = _bytes,
        Largest = _largest,
        SizeChanges = _sizeChanges,
        ContentChanges = _contentChanges,
        SequenceRepeats = _sequenceRepeats,
        IpPackets = _ipPackets,
    };

    private static ulong ContentOf(ReadOnlySpan<byte> data)
    {
        if (data.Length < FirstWord + sizeof(ulong)) return 0;
        var content = BinaryPrimitives.ReadUInt64LittleEndian(data[FirstWord..]) | 1; // zero says "too short to tell"
        return data.Length < SecondWord + sizeof(ulong) ? content : content * Spread ^ BinaryPrimitives.ReadUInt64LittleEndian(data[SecondWord..]) | 1;
    }

    private static bool CarriesIp(ReadOnlySpan<byte> data, int size)
    {
        foreach (var offset in InnerOffsets)
        {
            if (data.Length < offset + Ipv4Header) return false;
            if (data[offset] == 0x45 && BinaryPrimitives.ReadUInt16BigEndian(data[(offset + 2)..]) == size - offset) return true; // version 4, five words; total length
        }
        return false;
    }
}
