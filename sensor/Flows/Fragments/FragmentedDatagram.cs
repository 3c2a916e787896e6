using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Flows.Fragments;

/// <summary>
/// One datagram that is being put together. Its buffer holds the header right before the data:
/// <code>
/// | room for the header, filled from its end | data 0 .. 65535 |
/// </code>
/// Fragments start on multiples of eight bytes (RFC 791 §3.2), so a bit per eight bytes remembers what has come; the first to come is kept.
/// </summary>
internal sealed class FragmentedDatagram
{
    /// <summary>Longest header kept; IPv4 has 60 bytes, IPv6 40 and the extensions before the fragment header, of which senders use few.</summary>
    public const int HeaderRoom = 512;

    /// <summary>Most bytes that IP can carry behind a header.</summary>
    public const int MaxData = 65535;

    private const int Unit = 8;
    private const int UnknownLength = -1;
    private const int TotalLengthField = 2;
    private const int FragmentField = 6;
    private const int ChecksumField = 10;
    private const int PayloadLengthField = 4;
    private const int NextHeaderField = 6;

    private readonly ulong[] _have = new ulong[(MaxData / Unit + 64) / 64];
    private int _units;
    private int _end;
    private int _length;
    private int _headerLength;

    public FragmentKey Key { get; private set; }
    public Timestamp FirstTime { get; private set; }
    public byte[] Buffer { get; set; } = [];
    public int Fragments { get; private set; }
    public int FragmentIpBytes { get; private set; }
    public FragmentedDatagram? Newer { get; set; }
    public FragmentedDatagram? Older { get; set; }

    /// <summary>Whether nothing is missing.</summary>
    public bool IsComplete => _length != UnknownLength && _headerLength != 0 && _units * Unit >= _length;

    /// <summary>Bytes of buffer that a fragment ending at <paramref name="end"/> needs.</summary>
    public static int BufferFor(int end) => HeaderRoom + ((end + Unit - 1) & ~(Unit - 1));

    /// <summary>Begins a new datagram.</summary>
    public void Begin(in FragmentKey key, Timestamp now, byte[] buffer)
    {
        Key = key;
        FirstTime = now;
        Buffer = buffer;
        Fragments = FragmentIpBytes = _units = _end = _headerLength = 0;
        _length = UnknownLength;
        Array.Clear(_have);
    }

    /// <summary>Moves to a larger buffer and returns the old one.</summary>
    public byte[] Grow(byte[] larger)
    {
        var old = Buffer;
        old.AsSpan(0, BufferFor(_end)).CopyTo(larger);
        Buffer = larger;
        return old;
    }

    /// <summary>Adds a fragment for which the buffer has room.</summary>
    public FragmentAnomalies Add(ReadOnlySpan<byte> packet, in PacketHeaders headers)
    {
        var data = packet.Slice(headers.PayloadOffset, headers.PayloadLength);
        int offset = headers.FragmentOffset;
        var anomalies = Place(data, offset);
        var end = offset + data.Length;
        if ((_length != UnknownLength && end > _length) || (!headers.MoreFragments && (end < _end || (_length != UnknownLength && end != _length))))
        {
            anomalies |= FragmentAnomalies.SizeInconsistency;
            if (_length != UnknownLength) _length = Math.Max(_length, end);
        }
        if (!headers.MoreFragments && _length == UnknownLength) _length = Math.Max(end, _end);
        _end = Math.Max(_end, end);
        if (offset == 0 && _headerLength == 0) KeepHeader(packet, headers);
        Fragments++;
        FragmentIpBytes += headers.IpLength;
        return anomalies;
    }

    /// <summary>The whole datagram, its header saying so.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        var whole = Buffer.AsSpan(HeaderRoom - _headerLength, _headerLength + _length);
        if (whole[0] >> 4 == 6)
        {
            BinaryPrimitives.WriteUInt16BigEndian(whole[PayloadLengthField..], (ushort)(whole.Length - 40));
            return whole;
        }
        BinaryPrimitives.WriteUInt16BigEndian(whole[TotalLengthField..], (ushort)whole.Length);
        BinaryPrimitives.WriteUInt16BigEndian(whole[FragmentField..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(whole[ChecksumField..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(whole[ChecksumField..], Checksum.Of(whole[.._headerLength]));
        return whole;
    }

    /// <summary>Whether header and data together fit into what IP can announce; IPv6's payload length leaves out its first 40 bytes.</summary>
    public bool Fits() => _headerLength + _length - (Buffer[HeaderRoom - _headerLength] >> 4 == 6 ? 40 : 0) <= MaxData;

    private FragmentAnomalies Place(ReadOnlySpan<byte> data, int offset)
    {
        var anomalies = FragmentAnomalies.None;
        var target = Buffer.AsSpan(HeaderRoom + offset);
        for (var at = 0; at < data.Length; at += Unit)
        {
            var piece = data.Slice(at, Math.Min(Unit, data.Length - at));
            var unit = (offset + at) / Unit;
            var bit = 1UL << (unit & 63);
            if ((_have[unit >> 6] & bit) == 0)
            {
                piece.CopyTo(target[at..]);
                target.Slice(at + piece.Length, Unit - piece.Length).Clear(); // what an earlier datagram left must never show
                _have[unit >> 6] |= bit;
                _units++;
            }
            else
            {
                anomalies |= piece.SequenceEqual(target.Slice(at, piece.Length)) ? FragmentAnomalies.Overlap : FragmentAnomalies.Inconsistency;
            }
        }
        return (anomalies & FragmentAnomalies.Inconsistency) != 0 ? FragmentAnomalies.Inconsistency : anomalies;
    }

    private void KeepHeader(ReadOnlySpan<byte> packet, in PacketHeaders headers)
    {
        var header = packet[headers.NetworkOffset..headers.PayloadOffset];
        if (headers.IsIPv6) header = header[..^Unit]; // without the fragment header itself
        _headerLength = header.Length;
        var kept = Buffer.AsSpan(HeaderRoom - _headerLength, _headerLength);
        header.CopyTo(kept);
        if (headers.IsIPv6) kept[FragmentReference(kept)] = (byte)headers.Protocol;
    }

    /// <summary>Where the header before the fragment header names it.</summary>
    private static int FragmentReference(ReadOnlySpan<byte> header)
    {
        var reference = NextHeaderField;
        var next = 40;
        while (next + 1 < header.Length) // ends: each extension has at least eight bytes
        {
            var isAuthentication = (IpProtocol)header[reference] == IpProtocol.Ah;
            reference = next;
            next += isAuthentication ? (header[next + 1] + 2) * 4 : (header[next + 1] + 1) * Unit;
        }
        return reference;
    }
}
