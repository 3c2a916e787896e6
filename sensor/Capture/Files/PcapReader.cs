using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using NetSensor.Wire;

namespace NetSensor.Capture.Files;

/// <summary>Reads pcap in all its variants (draft-ietf-opsawg-pcap).</summary>
internal sealed unsafe class PcapReader : RecordReader
{
    private const int FractionOffset = 4;
    private const int FirstLengthOffset = 8;
    private const int SecondLengthOffset = 12;
    private const uint NanosecondsPerMicrosecond = 1000;
    private const int OldestMajor = 2;

    private readonly bool _swap;
    private PcapFileHeader _header;
    private bool _headerRead;
    private long _fractionUnit;
    private bool _inRecord;

    /// <summary>A reader for a recognised file, of which nothing is consumed yet.</summary>
    public PcapReader(CaptureBytes bytes, PacketGate gate, PcapFileHeader header) : base(bytes, gate)
    {
        _header = header;
        _swap = header.BigEndian == BitConverter.IsLittleEndian;
    }

    /// <inheritdoc/>
    public override CaptureFormat Format => _header.Format;

    /// <inheritdoc/>
    public override LinkType? Link => _headerRead ? _header.Link : null;

    /// <inheritdoc/>
    protected override string Unfinished =>
        !_headerRead ? "cut off in the file header" : _inRecord ? "cut off in a packet" : "cut off in a record header";

    /// <inheritdoc/>
    protected override void Walk(PacketBatch batch)
    {
        if (!_headerRead && !TryReadHeader()) return;
        var at = Bytes.At;
        var end = Bytes.End;
        var headerLength = _header.RecordHeaderLength;
        Needed = headerLength;
        _inRecord = false;
        while (!batch.IsFull && end - at >= headerLength)
        {
            Prefetch(at);
            var (captured, original) = Lengths(at);
            if (captured > (uint)_header.MaxRecord)
            {
                Broken = $"impossible record length {captured}";
                break;
            }
            if (end - at - headerLength < captured)
            {
                Needed = headerLength + (int)captured;
                _inRecord = true;
                break;
            }
            var time = new Timestamp(U32(at) * Timestamp.NanosecondsPerSecond + U32(at + FractionOffset) * _fractionUnit);
            Gate.Lend(batch, time, _header.Link, original, at + headerLength, (int)captured);
            at += headerLength + captured;
        }
        Bytes.At = at;
    }

    private bool TryReadHeader()
    {
        Needed = _header.Length;
        if (Bytes.Available < _header.Length) return false;
        _header = _header.Read(new ReadOnlySpan<byte>(Bytes.At, _header.Length));
        _fractionUnit = _header.Nanoseconds ? 1 : NanosecondsPerMicrosecond;
        if (_header.Major < OldestMajor) Broken = $"unknown pcap version {_header.Major}";
        else Bytes.At += _header.Length;
        _headerRead = true;
        return Broken is null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (uint Captured, uint Original) Lengths(byte* record)
    {
        var first = U32(record + FirstLengthOffset);
        var second = U32(record + SecondLengthOffset);
        return _header.LengthOrder switch
        {
            PcapLengthOrder.CapturedFirst => (first, second),
            PcapLengthOrder.OriginalFirst => (second, first),
            _ => (Math.Min(first, second), Math.Max(first, second)),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint U32(byte* at)
    {
        var value = Unsafe.ReadUnaligned<uint>(at);
        return _swap ? BinaryPrimitives.ReverseEndianness(value) : value;
    }
}
