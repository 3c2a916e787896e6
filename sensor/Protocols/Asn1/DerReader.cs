using NetSensor.Wire;

namespace NetSensor.Protocols.Asn1;

//  +-----+--------------------------------------+---------+
//  | tag | length: 0–127, or 0x80+n and n bytes | content |
//  +-----+--------------------------------------+---------+

/// <summary>
/// Reads the elements of one level of DER (X.690 §10), and of BER with definite lengths, however long their length fields are (LDAP, RFC 4511
/// §5.1); never throws, and never looks beyond its span.
/// </summary>
public ref struct DerReader(ReadOnlySpan<byte> bytes)
{
    private const int LongForm = 0x80;
    private const int MaxLengthBytes = 4;           // what Windows writes for lengths of any size; more than 2 GiB is no message
    private const int ContextClass = 0x80;          // the two upper bits of a tag
    private const int ClassMask = 0xc0;
    private const int NumberMask = 0x1f;
    private const int MaxIntegerBytes = 8;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>What is left.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Tag of the next element; 0 at the end.</summary>
    public readonly DerTag Next => _rest.IsEmpty ? 0 : (DerTag)_rest[0];

    /// <summary>Bytes of the next element, tag and length included, whether they are all here or not; 0 when even these are cut or wrong.</summary>
    public readonly long NextLength => TryHead(out _, out var head, out var length) ? (long)head + length : 0;

    /// <summary>Takes the next element; false when there is none or its length does not fit.</summary>
    public bool TryRead(out DerTag tag, out ReadOnlySpan<byte> content) => TryRead(out tag, out content, out _);

    /// <summary>Takes the next element, and tells all of its bytes, tag and length included.</summary>
    public bool TryRead(out DerTag tag, out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> whole)
    {
        content = default;
        whole = default;
        if (!TryHead(out tag, out var head, out var length) || length > _rest.Length - head) return false;
        content = _rest.Slice(head, length);
        whole = _rest[..(head + length)];
        _rest = _rest[(head + length)..];
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

    /// <summary>
    /// Goes into the next element if it has this tag. The element may be cut: then what there is of it is read, and nothing is left behind it.
    /// </summary>
    public bool TryEnter(DerTag wanted, out DerReader inside)
    {
        inside = default;
        return Next == wanted && TryEnter(out _, out inside);
    }

    /// <summary>Goes into the next field of a sequence whose fields have tags of their own, [0], [1], …; it may be cut as above.</summary>
    public bool TryEnterField(out int number, out DerReader inside)
    {
        number = -1;
        inside = default;
        if (AtEnd || (_rest[0] & ClassMask) != ContextClass || !TryEnter(out var tag, out inside)) return false;
        number = (byte)tag & NumberMask;
        return true;
    }

    /// <summary>Takes a whole number of at most 64 bits if one comes next (INTEGER, ENUMERATED: they look alike).</summary>
    public bool TryReadInteger(out long value)
    {
        value = 0;
        if (Next is not (DerTag.Integer or DerTag.Enumerated) || !TryRead(out _, out var content)) return false;
        if (content.IsEmpty || content.Length > MaxIntegerBytes) return false;
        value = (sbyte)content[0];
        foreach (var octet in content[1..]) value = (value << 8) | octet;
        return true;
    }

    private bool TryEnter(out DerTag tag, out DerReader inside)
    {
        inside = default;
        if (!TryHead(out tag, out var head, out var length)) return false;
        var here = Math.Min(length, _rest.Length - head);
        inside = new DerReader(_rest.Slice(head, here));
        _rest = _rest[(head + here)..];
        return true;
    }

    private readonly bool TryHead(out DerTag tag, out int head, out int length)
    {
        var reader = new ByteReader(_rest);
        tag = (DerTag)reader.U8();
        length = reader.U8();
        if (length >= LongForm)
        {
            var count = length - LongForm;
            length = 0;
            if (count is 0 or > MaxLengthBytes) reader.Skip(int.MaxValue); // indefinite lengths are neither DER nor LDAP
            for (var i = 0; i < count && !reader.Truncated; i++) length = (length << 8) | reader.U8();
        }
        head = reader.Position;
        return !reader.Truncated && length >= 0;
    }
}
