using System.Buffers.Binary;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Recording;

/// <summary>Writes a pcapng file (draft-ietf-opsawg-pcapng): one section, an interface for each link type, times in nanoseconds, little-endian.</summary>
public sealed class PcapngWriter
{
    private const uint SectionBlock = 0x0A0D0D0A, InterfaceBlock = 1, EnhancedPacketBlock = 6, ByteOrderMagic = 0x1A2B3C4D;
    private const ushort EndOfOptions = 0, CommentOption = 1, ApplicationOption = 4, TimeResolutionOption = 9;
    private const byte Nanoseconds = 9;     // if_tsresol: a negative power of ten
    private const int MostOptionBytes = 65_000; // an option's length has 16 bits
    private const int PacketFixed = 20, BlockFixed = 12;

    private readonly Stream _output;
    private readonly List<LinkType> _interfaces = [];
    private byte[] _block = new byte[4096];
    private int _length;

    /// <summary>Begins the file with who wrote it and what it is about.</summary>
    public PcapngWriter(Stream output, string application, string comment)
    {
        _output = output;
        Begin(SectionBlock);
        U32(ByteOrderMagic);
        U16(1); // version 1.0
        U16(0);
        U32(uint.MaxValue); // the section's length is not told
        U32(uint.MaxValue);
        Text(CommentOption, comment);
        Text(ApplicationOption, application);
        Option(EndOfOptions, []);
        End();
    }

    /// <summary>Bytes that a packet takes in the file, without a comment.</summary>
    public static int SizeOf(in RawPacket packet) => BlockFixed + PacketFixed + Padded(packet.Bytes.Length);

    /// <summary>Writes a packet.</summary>
    public void Write(in RawPacket packet, string? comment = null)
    {
        var number = InterfaceOf(packet.Link);
        Begin(EnhancedPacketBlock);
        U32((uint)number);
        U32((uint)((ulong)packet.Time.Nanoseconds >> 32));
        U32((uint)packet.Time.Nanoseconds);
        U32((uint)packet.Bytes.Length);
        U32((uint)packet.WireLength);
        Bytes(packet.Bytes);
        if (comment is not null)
        {
            Text(CommentOption, comment);
            Option(EndOfOptions, []);
        }
        End();
    }

    private int InterfaceOf(LinkType link)
    {
        var known = _interfaces.IndexOf(link);
        if (known >= 0) return known;
        Begin(InterfaceBlock);
        U16((ushort)link);
        U16(0);
        U32(0); // no snap length: what was cut is told packet by packet
        Option(TimeResolutionOption, [Nanoseconds]);
        Option(EndOfOptions, []);
        End();
        _interfaces.Add(link);
        return _interfaces.Count - 1;
    }

    private void Begin(uint type)
    {
        _length = 0;
        U32(type);
        U32(0); // the length, known at the end
    }

    private void End()
    {
        var total = (uint)_length + 4;
        U32(total);
        BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(4), total);
        _output.Write(_block, 0, _length);
    }

    private void Text(ushort option, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Option(option, utf8.AsSpan(0, Math.Min(utf8.Length, MostOptionBytes)));
    }

    private void Option(ushort option, ReadOnlySpan<byte> value)
    {
        U16(option);
        U16((ushort)value.Length);
        Bytes(value);
    }

    private void U16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Room(2), value);

    private void U32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Room(4), value);

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        var room = Room(Padded(bytes.Length));
        bytes.CopyTo(room);
        room[bytes.Length..].Clear();
    }

    private Span<byte> Room(int bytes)
    {
        if (_length + bytes > _block.Length) Array.Resize(ref _block, Math.Max(_block.Length * 2, _length + bytes));
        _length += bytes;
        return _block.AsSpan(_length - bytes, bytes);
    }

    private static int Padded(int length) => (length + 3) & ~3;
}
