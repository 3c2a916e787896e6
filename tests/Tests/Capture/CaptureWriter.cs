using System.Buffers.Binary;

namespace NetSensor.Tests.Capture;

/// <summary>Builds pcap and pcapng files field by field, in either byte order.</summary>
internal sealed class CaptureWriter(bool bigEndian = false)
{
    private readonly MemoryStream _bytes = new();

    public int Length => (int)_bytes.Length;

    public byte[] ToArray() => _bytes.ToArray();

    public CaptureWriter U16(int value)
    {
        Span<byte> field = stackalloc byte[2];
        if (bigEndian) BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)value);
        else BinaryPrimitives.WriteUInt16LittleEndian(field, (ushort)value);
        _bytes.Write(field);
        return this;
    }

    public CaptureWriter U32(long value)
    {
        Span<byte> field = stackalloc byte[4];
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(field, (uint)value);
        else BinaryPrimitives.WriteUInt32LittleEndian(field, (uint)value);
        _bytes.Write(field);
        return this;
    }

    public CaptureWriter I64(long value)
    {
        Span<byte> field = stackalloc byte[8];
        if (bigEndian) BinaryPrimitives.WriteInt64BigEndian(field, value);
        else BinaryPrimitives.WriteInt64LittleEndian(field, value);
        _bytes.Write(field);
        return this;
    }

    public CaptureWriter Bytes(params ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public CaptureWriter PcapHeader(uint magic = 0xa1b2c3d4, long link = 1, long snapLength = 65_535, int major = 2, int minor = 4) =>
        U32(magic).U16(major).U16(minor).U32(0).U32(0).U32(snapLength).U32(link);

    public CaptureWriter Record(long seconds, long fraction, byte[] packet, int? original = null) =>
        U32(seconds).U32(fraction).U32(packet.Length).U32(original ?? packet.Length).Bytes(packet);

    /// <summary>A pcapng block around a body that is padded to four bytes.</summary>
    public CaptureWriter Block(uint type, byte[] body, int? wrongTrailer = null)
    {
        var padding = -body.Length & 3;
        var length = 12 + body.Length + padding;
        return U32(type).U32(length).Bytes(body).Bytes(new byte[padding]).U32(wrongTrailer ?? length);
    }

    public CaptureWriter Section() =>
        Block(0x0A0D0D0A, Fields(body => body.U32(0x1A2B3C4D).U16(1).U16(0).I64(-1)));      // section length not known

    public CaptureWriter Interface(int link = 1, long snapLength = 0, byte? resolution = null, long? offset = null) =>
        Block(1, Fields(body =>
        {
            body.U16(link).U16(0).U32(snapLength);
            if (resolution is { } unit) body.U16(9).U16(1).Bytes(unit, 0, 0, 0);             // if_tsresol
            if (offset is { } seconds) body.U16(14).U16(8).I64(seconds);                     // if_tsoffset
            if (resolution is not null || offset is not null) body.U16(0).U16(0);            // opt_endofopt
        }));

    public CaptureWriter Enhanced(int source, ulong time, byte[] packet, int? original = null) =>
        Block(6, Fields(body => body.U32(source).U32((long)(time >> 32)).U32((long)(time & uint.MaxValue)).U32(packet.Length)
            .U32(original ?? packet.Length).Bytes(packet)));

    public CaptureWriter Obsolete(int source, ulong time, byte[] packet) =>
        Block(2, Fields(body => body.U16(source).U16(0).U32((long)(time >> 32)).U32((long)(time & uint.MaxValue)).U32(packet.Length)
            .U32(packet.Length).Bytes(packet)));

    public CaptureWriter Simple(byte[] packet, int? original = null) =>
        Block(3, Fields(body => body.U32(original ?? packet.Length).Bytes(packet)));

    private byte[] Fields(Action<CaptureWriter> write)
    {
        var body = new CaptureWriter(bigEndian);
        write(body);
        return body.ToArray();
    }
}
