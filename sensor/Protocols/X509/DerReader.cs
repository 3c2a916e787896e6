using NetSensor.Wire;

namespace NetSensor.Protocols.X509;

//  +-----+--------------------------------------+---------+
//  | tag | length: 0–127, or 0x80+n and n bytes | content |
//  +-----+--------------------------------------+---------+

/// <summary>Reads the elements of one DER level (X.690 §10); never throws, and never looks beyond its span.</summary>
public ref struct DerReader(ReadOnlySpan<byte> bytes)
{
    private const int LongForm = 0x80;
    private const int MaxLengthBytes = 3; // 16 MiB: no handshake message is longer

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>What is left.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Tag of the next element; 0 at the end.</summary>
    public readonly DerTag Next => _rest.IsEmpty ? 0 : (DerTag)_rest[0];

    /// <summary>Takes the next element; false when there is none or its length does not fit.</summary>
    public bool TryRead(out DerTag tag, out ReadOnlySpan<byte> content) => TryRead(out tag, out content, out _);

    /// <summary>Takes the next element, and tells all of its bytes, tag and length included.</summary>
    public bool TryRead(out DerTag tag, out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> whole)
    {
        var reader = new ByteReader(_rest);
        tag = (DerTag)reader.U8();
        content = default;
        whole = default;
        int length = reader.U8();
        if (length >= LongForm)
        {
            var count = length - LongForm;
            if (count is 0 or > MaxLengthBytes) return false; // indefinite lengths are BER, not DER
            length = 0;
            for (var i = 0; i < count; i++) length = (length << 8) | reader.U8();
        }
        content = reader.Bytes(length);
        if (reader.Truncated) return false;
        whole = _rest[..reader.Position];
        _rest = reader.Rest;
        return true;
    }

    /// <summary>Takes the next element if it has this tag.</summary>
    public bool TryRead(DerTag wanted, out ReadOnlySpan<byte> content)
    {
        content = default;
        return Next == wanted && TryRead(out _, out content);
    }

    /// <summary>Passes over the next element if it has this tag; true also when it has another.</summary>
    public bool SkipOptional(DerTag tag) => Next != tag || TryRead(out _, out _);
}
