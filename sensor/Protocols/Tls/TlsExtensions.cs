using NetSensor.Wire;

namespace NetSensor.Protocols.Tls;

//  0        2        4
//  +--------+--------+----------------+
//  |  type  | length | data (length)  |  … until the block ends
//  +--------+--------+----------------+

/// <summary>Walks the extension block of a hello (RFC 8446 §4.2), one extension per <see cref="MoveNext"/>.</summary>
public ref struct TlsExtensions(ReadOnlySpan<byte> block)
{
    private ByteReader _reader = new(block);

    /// <summary>Type of the current extension.</summary>
    public ushort Type { get; private set; }

    /// <summary>Data of the current extension.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Whether the block ended inside an extension.</summary>
    public readonly bool Truncated => _reader.Truncated;

    /// <summary>Goes to the next extension; false at the end or where the block breaks off.</summary>
    public bool MoveNext()
    {
        if (_reader.AtEnd) return false;
        Type = _reader.U16();
        Data = _reader.Bytes(_reader.U16());
        return !_reader.Truncated;
    }
}
