using NetSensor.Wire;

namespace NetSensor.Protocols.Tls;

/// <summary>
/// Puts the handshake messages of one direction of DTLS together from fragments that may come twice, overlap or change places
/// (RFC 6347 §4.2.3). One message is under way at a time; a fragment of another takes its place.
/// </summary>
public sealed class DtlsAssembler
{
    /// <summary>Longest message that is put together, as for streams.</summary>
    public const int MaxMessageBytes = 64 * 1024;

    private const int KeptBytes = 16 * 1024; // a pooled parser keeps no larger buffer than this
    private const int MaxPieces = 32;        // of separate ranges that wait for their neighbours; a message has about ten fragments

    private readonly (int Start, int End)[] _ranges = new (int, int)[MaxPieces];
    private byte[] _buffer = [];
    private int _rangeCount, _number = -1, _length;
    private HandshakeType _type;
    private bool _delivered;

    /// <summary>Whether a fragment broke the rules.</summary>
    public bool Malformed { get; private set; }

    /// <summary>
    /// Takes the next whole message out of what was held and <paramref name="record"/>, which shrinks by what was used. The body is valid
    /// until the next call. False when the record is used up or <see cref="Malformed"/>.
    /// </summary>
    public bool TryNext(ref ReadOnlySpan<byte> record, out HandshakeType type, out ReadOnlySpan<byte> body)
    {
        while (!record.IsEmpty && !Malformed) // ends: each turn uses up a fragment or finds a fault
        {
            var reader = new ByteReader(record);
            type = (HandshakeType)reader.U8();
            var length = reader.U24();
            var number = reader.U16();
            var offset = reader.U24();
            var piece = reader.Bytes(reader.U24());
            record = reader.Rest;
            Malformed = reader.Truncated || length > MaxMessageBytes || offset + piece.Length > length;
            if (Malformed) break;
            if (offset == 0 && piece.Length == length)
            {
                body = piece;
                return true;
            }
            if (!Add(type, length, number, offset, piece)) continue;
            body = _buffer.AsSpan(0, length);
            return true;
        }
        type = default;
        body = default;
        return false;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _rangeCount = 0;
        _number = -1;
        _delivered = Malformed = false;
        if (_buffer.Length > KeptBytes) _buffer = [];
    }

    /// <summary>Adds a piece; true when with it the message is whole, once.</summary>
    private bool Add(HandshakeType type, int length, int number, int offset, ReadOnlySpan<byte> piece)
    {
        if (number != _number || length != _length || type != _type)
        {
            (_number, _length, _type, _rangeCount, _delivered) = (number, length, type, 0, false);
            if (_buffer.Length < length) _buffer = new byte[length];
        }
        if (_delivered || piece.IsEmpty) return false;
        piece.CopyTo(_buffer.AsSpan(offset));
        Cover(offset, offset + piece.Length);
        _delivered = _rangeCount == 1 && _ranges[0] == (0, length);
        return _delivered;
    }

    /// <summary>Joins the range with those that it touches.</summary>
    private void Cover(int start, int end)
    {
        var kept = 0;
        for (var i = 0; i < _rangeCount; i++)
        {
            var range = _ranges[i];
            if (range.End < start || range.Start > end) _ranges[kept++] = range;
            else (start, end) = (Math.Min(start, range.Start), Math.Max(end, range.End));
        }
        if (kept == MaxPieces) kept--; // too many holes: the last one is forgotten and must come again
        _ranges[kept++] = (start, end);
        _rangeCount = kept;
    }
}
