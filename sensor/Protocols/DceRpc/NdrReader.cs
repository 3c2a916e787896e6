using System.Text;

namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// Reads parameters of remote procedure calls: network data representation (C706 §14) and its form with 64-bit pointers and counts ([MS-RPCE] §2.2.5).
/// Past the end it yields nothing and is truncated for good.
/// </summary>
public ref struct NdrReader(ReadOnlySpan<byte> stub, NdrFormat format)
{
    /// <summary>Characters told of a string: paths and commands fit, task definitions tell their beginning.</summary>
    public const int MaxText = 2048;

    private const int HandleLength = 20;            // attributes and an identifier

    private DceRpcReader _reader = new(stub, format.IsLittleEndian);

    /// <summary>Whether a read asked for more than there was.</summary>
    public readonly bool Truncated => _reader.Truncated;

    /// <summary>Whether pointers and counts have eight bytes.</summary>
    public readonly bool Is64 => format.Syntax.Is64;

    /// <summary>A byte.</summary>
    public byte U8() => _reader.U8();

    /// <summary>A number of two bytes.</summary>
    public ushort U16()
    {
        _reader.Align(2);
        return _reader.U16();
    }

    /// <summary>A number of four bytes.</summary>
    public uint U32()
    {
        _reader.Align(4);
        return _reader.U32();
    }

    /// <summary>An enumeration: two bytes, four in the 64-bit form.</summary>
    public uint Enumeration() => Is64 ? U32() : U16();

    /// <summary>A pointer or a count: four bytes, or eight.</summary>
    public ulong Word()
    {
        if (!Is64) return U32();
        _reader.Align(8);
        return _reader.U64();
    }

    /// <summary>Whether a pointer points to something, which follows.</summary>
    public bool Pointer() => Word() != 0;

    /// <summary>An identifier.</summary>
    public Guid Uuid()
    {
        _reader.Align(4);
        return _reader.Uuid();
    }

    /// <summary>A context handle (C706 §5.3.5.5: attributes and an identifier); the identifier tells them apart.</summary>
    public Guid Handle()
    {
        _reader.Align(4);
        _reader.Skip(HandleLength - 16);
        return _reader.Uuid();
    }

    /// <summary>Where a structure with pointers begins.</summary>
    public void AlignStructure() => _reader.Align(Is64 ? 8 : 4);

    /// <summary>Bytes as they are.</summary>
    public ReadOnlySpan<byte> Bytes(int count) => _reader.Bytes(count);

    /// <summary>Bytes that follow their count, at most what is there.</summary>
    public ReadOnlySpan<byte> CountedBytes() => Available(Word());

    /// <summary>Passes over bytes.</summary>
    public void Skip(int count) => _reader.Skip(count);

    /// <summary>A varying string: most characters, first, number, characters of two bytes; null when it is cut off before them.</summary>
    public string? WideString()
    {
        var bytes = Varying(size: 2);
        return Truncated && bytes.IsEmpty ? null : Wide(bytes);
    }

    /// <summary>As <see cref="WideString"/> with characters of a byte.</summary>
    public string? NarrowString()
    {
        var bytes = Varying(size: 1);
        if (Truncated && bytes.IsEmpty) return null;
        if (bytes.IndexOf((byte)0) is var end and >= 0) bytes = bytes[..end];
        return EscapedText.From(bytes, MaxText);
    }

    /// <summary>The head of a counted string ([MS-DTYP] §2.3.10), whose characters follow later; whether it has any.</summary>
    public bool CountedStringHead()
    {
        AlignStructure();
        U16();
        U16();
        return Pointer();
    }

    /// <summary>Characters as text, in the byte order of the message, up to a zero or the limit.</summary>
    public readonly string Wide(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 2 * MaxText) bytes = bytes[..(2 * MaxText)];
        bytes = bytes[..(bytes.Length & ~1)];
        for (var i = 0; i < bytes.Length; i += 2)
        {
            if (bytes[i] != 0 || bytes[i + 1] != 0) continue;
            bytes = bytes[..i];
            break;
        }
        return (format.IsLittleEndian ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes);
    }

    private ReadOnlySpan<byte> Varying(int size)
    {
        Word();
        Word();
        var count = Word();
        return count > uint.MaxValue ? Available(uint.MaxValue) : Available(count * (ulong)size);
    }

    /// <summary>So many bytes, or all that are left: of a long string the beginning is worth telling.</summary>
    private ReadOnlySpan<byte> Available(ulong count)
    {
        if (Truncated) return default;
        var rest = _reader.Rest;
        if (count <= (ulong)rest.Length) return _reader.Bytes((int)count);
        _reader.Skip(int.MaxValue);
        return rest;
    }
}
