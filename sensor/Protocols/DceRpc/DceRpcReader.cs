using NetSensor.Wire;

namespace NetSensor.Protocols.DceRpc;

/// <summary>Reads in the byte order of a PDU; past the end it yields zeros and is truncated for good, as <see cref="ByteReader"/>.</summary>
public ref struct DceRpcReader(ReadOnlySpan<byte> bytes, bool isLittleEndian)
{
    private ByteReader _reader = new(bytes);

    /// <summary>Whether a read asked for more than there was.</summary>
    public readonly bool Truncated => _reader.Truncated;

    /// <summary>All that is left, without consuming it.</summary>
    public readonly ReadOnlySpan<byte> Rest => _reader.Rest;

    /// <summary>One byte.</summary>
    public byte U8() => _reader.U8();

    /// <summary>Two bytes.</summary>
    public ushort U16() => isLittleEndian ? _reader.U16Le() : _reader.U16();

    /// <summary>Four bytes.</summary>
    public uint U32() => isLittleEndian ? _reader.U32Le() : _reader.U32();

    /// <summary>Eight bytes.</summary>
    public ulong U64() => isLittleEndian ? _reader.U64Le() : _reader.U64();

    /// <summary>Sixteen bytes: an identifier, of which the first three numbers are in the byte order.</summary>
    public Guid Uuid()
    {
        var uuid = _reader.Bytes(16);
        return uuid.IsEmpty ? Guid.Empty : new Guid(uuid, bigEndian: !isLittleEndian);
    }

    /// <summary>Bytes as they are.</summary>
    public ReadOnlySpan<byte> Bytes(int count) => _reader.Bytes(count);

    /// <summary>Passes over bytes.</summary>
    public void Skip(int count) => _reader.Skip(count);

    /// <summary>Passes over what is missing to a multiple of <paramref name="size"/> from the beginning; that may lie at the end.</summary>
    public void Align(int size)
    {
        var missing = (size - _reader.Position % size) % size;
        if (missing > 0) _reader.Skip(missing);
    }
}
