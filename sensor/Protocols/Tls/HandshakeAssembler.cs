using NetSensor.Wire;

namespace NetSensor.Protocols.Tls;

//  0      1            4
//  +------+------------+---------------+
//  | type | length 24  | body (length) |   may lie in several records, a record may hold several
//  +------+------------+---------------+

/// <summary>Puts the handshake messages of one direction together from the records (or CRYPTO frames) that carry their pieces.</summary>
public sealed class HandshakeAssembler
{
    /// <summary>Longest message that is put together; real chains, post-quantum signatures included, stay below 64 KiB.</summary>
    public const int MaxMessageBytes = 128 * 1024;

    private const int HeaderBytes = 4;
    private const int KeptBytes = 16 * 1024; // a pooled parser keeps no larger buffer than this

    private byte[] _buffer = [];
    private int _held;

    /// <summary>Whether a message was longer than <see cref="MaxMessageBytes"/>; nothing more comes out.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>
    /// Takes the next message out of what was held and <paramref name="piece"/>, which shrinks by what was used. The body is valid until
    /// the next call. False when the piece is used up.
    /// </summary>
    public bool TryNext(ref ReadOnlySpan<byte> piece, out HandshakeType type, out ReadOnlySpan<byte> body)
    {
        type = default;
        body = default;
        if (Overflowed) return false;
        if (_held == 0 && TryTake(ref piece, out type, out body)) return true;
        return Collect(ref piece) && Release(out type, out body);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _held = 0;
        Overflowed = false;
        if (_buffer.Length > KeptBytes) _buffer = [];
    }

    private static bool TryTake(ref ReadOnlySpan<byte> piece, out HandshakeType type, out ReadOnlySpan<byte> body)
    {
        var reader = new ByteReader(piece);
        type = (HandshakeType)reader.U8();
        body = reader.Bytes(reader.U24());
        if (reader.Truncated) return false;
        piece = reader.Rest;
        return true;
    }

    /// <summary>Moves bytes into the buffer until it holds one whole message.</summary>
    private bool Collect(ref ReadOnlySpan<byte> piece)
    {
        if (_held < HeaderBytes) Hold(ref piece, HeaderBytes - _held);
        if (_held < HeaderBytes) return false;
        var whole = HeaderBytes + new ByteReader(_buffer.AsSpan(1)).U24();
        if (whole > MaxMessageBytes)
        {
            Overflowed = true;
            return false;
        }
        Hold(ref piece, whole - _held);
        return _held == whole;
    }

    private bool Release(out HandshakeType type, out ReadOnlySpan<byte> body)
    {
        type = (HandshakeType)_buffer[0];
        body = _buffer.AsSpan(HeaderBytes, _held - HeaderBytes);
        _held = 0;
        return true;
    }

    private void Hold(ref ReadOnlySpan<byte> piece, int wanted)
    {
        var taken = Math.Min(wanted, piece.Length);
        var needed = _held + taken;
        if (_buffer.Length < needed) Array.Resize(ref _buffer, Math.Max(needed, Math.Min(_buffer.Length * 2, MaxMessageBytes)));
        piece[..taken].CopyTo(_buffer.AsSpan(_held));
        _held += taken;
        piece = piece[taken..];
    }
}
