using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using NetSensor.Wire;

namespace NetSensor.Capture.Files;

// A pcapng file is a row of blocks (draft-ietf-opsawg-pcapng §3.1), each in its section's byte order:
//
//   type(4) length(4) body… length(4)                        the length counts all of it and is a multiple of 4
//   section header: byte-order magic(4) major(2) minor(2) …   enhanced packet: interface(4) time(4+4) captured(4) original(4) bytes
//   simple packet: original(4) bytes                          packet (obsolete): interface(2) drops(2) time(4+4) captured(4) original(4) bytes
/// <summary>Reads pcapng: any number of sections, byte orders and interfaces; blocks that hold no packets are passed over.</summary>
internal sealed unsafe class PcapngReader(CaptureBytes bytes, PacketGate gate) : RecordReader(bytes, gate)
{
    /// <summary>The first four bytes of a section header, the same in both byte orders.</summary>
    public const uint SectionHeader = 0x0A0D0D0A;

    private const uint ByteOrderMagic = 0x1A2B3C4D;
    private const uint InterfaceBlock = 1;
    private const uint ObsoletePacket = 2;
    private const uint SimplePacket = 3;
    private const uint EnhancedPacket = 6;
    private const int HeaderLength = 8;
    private const int SectionPeek = 12;                         // up to and with the byte-order magic
    private const int SectionMinimum = 28;
    private const int MinimumLength = 12;
    private const int TrailerLength = 4;
    private const int PacketFixed = 20;                         // before the bytes, enhanced and obsolete alike
    private const int SimpleFixed = 4;
    private const int SupportedMajor = 1;
    private const int MaxInterfaces = 65_536;                   // more have no number in the older block; bounds the list
    private const uint MaxReadBlock = PcapFileHeader.MaxAnnouncedRecord + 65_536;   // a packet of the largest size and its options

    private readonly List<PcapngInterface> _interfaces = [];
    private bool _swap;
    private bool _bigEndian;
    private uint _toSkip;
    private Timestamp _last;

    /// <inheritdoc/>
    public override CaptureFormat Format => CaptureFormat.Pcapng;

    /// <inheritdoc/>
    public override LinkType? Link => _interfaces.Count > 0 ? _interfaces[0].Link : null;

    /// <inheritdoc/>
    protected override string Unfinished => "cut off in a block";

    /// <inheritdoc/>
    protected override void Walk(PacketBatch batch)
    {
        if (_toSkip != 0 && !TrySkip()) return;
        while (!batch.IsFull && Broken is null)                 // ends: each turn consumes a block or returns
        {
            Needed = HeaderLength;
            if (Bytes.Available < HeaderLength) return;
            var block = Bytes.At;
            Prefetch(block);
            var type = Unsafe.ReadUnaligned<uint>(block);
            if (type == SectionHeader && !TryTurnOrder(block)) return;
            type = Turn(type);
            var length = U32(block + 4);
            if (length < MinimumLength || (length & 3) != 0)
            {
                Broken = $"impossible block length {length}";
                return;
            }
            if (Bytes.Available < length && !IsRead(type))
            {
                _toSkip = length;
                if (batch.Count > 0 || !TrySkip()) return;
                continue;
            }
            if (!TryWhole(block, length)) return;
            ReadBlock(batch, type, block, (int)length);
            if (Broken is null) Bytes.At = block + length;
        }
    }

    private static bool IsRead(uint type) => type is EnhancedPacket or SimplePacket or ObsoletePacket or InterfaceBlock or SectionHeader;

    /// <summary>Whether the whole block lies in the window and ends as it began.</summary>
    private bool TryWhole(byte* block, uint length)
    {
        if (Bytes.Available < length)
        {
            if (length <= MaxReadBlock) Needed = (int)length;
            else Broken = $"impossible block length {length}";
            return false;
        }
        var trailer = U32(block + length - TrailerLength);
        if (trailer != length) Broken = $"block length {length} repeated as {trailer}";
        return trailer == length;
    }

    /// <summary>Passes over a block that the window does not hold, whatever its length.</summary>
    private bool TrySkip()
    {
        var length = _toSkip;
        var start = Bytes.Offset;
        _toSkip = 0;
        if (!Bytes.Skip(length - TrailerLength) || !Bytes.Extend(TrailerLength)) Broken = Bytes.Trouble ?? Unfinished;
        else if (U32(Bytes.At) is var trailer && trailer != length) Broken = $"block length {length} repeated as {trailer}";
        else Bytes.At += TrailerLength;
        if (Broken is not null) BrokenAt = start;
        return Broken is null;
    }

    private void ReadBlock(PacketBatch batch, uint type, byte* block, int length)
    {
        var body = block + HeaderLength;
        var bodyLength = length - MinimumLength;
        switch (type)
        {
            case EnhancedPacket: ReadPacket(batch, U32(body), body, bodyLength); break;
            case ObsoletePacket: ReadPacket(batch, U16(body), body, bodyLength); break;
            case SimplePacket: ReadSimplePacket(batch, body, bodyLength); break;
            case InterfaceBlock: ReadInterface(new ReadOnlySpan<byte>(body, bodyLength)); break;
            case SectionHeader: StartSection(body, length); break;
            default: break;
        }
    }

    private void ReadPacket(PacketBatch batch, uint number, byte* body, int bodyLength)
    {
        if (bodyLength < PacketFixed)
        {
            Broken = $"packet block of {bodyLength} bytes";
            return;
        }
        var captured = U32(body + 12);
        if (captured > (uint)(bodyLength - PacketFixed)) Broken = $"impossible record length {captured}";
        else if (number >= (uint)_interfaces.Count) Broken = $"packet of an undeclared interface {number}";
        if (Broken is not null) return;
        var source = _interfaces[(int)number];
        _last = source.Resolution.At(((ulong)U32(body + 4) << 32) | U32(body + 8));
        Gate.Lend(batch, _last, source.Link, U32(body + 16), body + PacketFixed, (int)captured);
    }

    /// <summary>A simple packet has no time of its own: it gets that of the packet before it.</summary>
    private void ReadSimplePacket(PacketBatch batch, byte* body, int bodyLength)
    {
        if (bodyLength < SimpleFixed) Broken = $"packet block of {bodyLength} bytes";
        else if (_interfaces.Count == 0) Broken = "packet of an undeclared interface 0";
        if (Broken is not null) return;
        var source = _interfaces[0];
        var original = U32(body);
        var captured = Math.Min(original, (uint)(bodyLength - SimpleFixed));
        if (source.SnapLength != 0) captured = Math.Min(captured, source.SnapLength);
        Gate.Lend(batch, _last, source.Link, original, body + SimpleFixed, (int)captured);
    }

    private void ReadInterface(ReadOnlySpan<byte> body)
    {
        if (body.Length < PcapngInterface.FixedLength) Broken = $"interface block of {body.Length} bytes";
        else if (_interfaces.Count >= MaxInterfaces) Broken = $"more than {MaxInterfaces} interfaces";
        else _interfaces.Add(PcapngInterface.Read(body, _bigEndian));
    }

    private void StartSection(byte* body, int length)
    {
        var major = U16(body + 4);
        if (length < SectionMinimum) Broken = $"section header of {length} bytes";
        else if (major != SupportedMajor) Broken = $"unknown pcapng version {major}";
        else _interfaces.Clear();                               // interfaces are numbered anew in each section
    }

    /// <summary>Learns the byte order of the section that starts here, which its length is written in too.</summary>
    private bool TryTurnOrder(byte* section)
    {
        Needed = SectionPeek;
        if (Bytes.Available < SectionPeek) return false;
        var magic = Unsafe.ReadUnaligned<uint>(section + HeaderLength);
        _swap = magic == BinaryPrimitives.ReverseEndianness(ByteOrderMagic);
        _bigEndian = _swap == BitConverter.IsLittleEndian;
        if (!_swap && magic != ByteOrderMagic) Broken = $"impossible byte order 0x{magic:x8}";
        return Broken is null;
    }

    private uint Turn(uint value) => _swap ? BinaryPrimitives.ReverseEndianness(value) : value;

    private uint U32(byte* at) => Turn(Unsafe.ReadUnaligned<uint>(at));

    private ushort U16(byte* at)
    {
        var value = Unsafe.ReadUnaligned<ushort>(at);
        return _swap ? BinaryPrimitives.ReverseEndianness(value) : value;
    }
}
