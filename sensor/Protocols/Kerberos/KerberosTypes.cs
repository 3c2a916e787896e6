using NetSensor.Protocols.Asn1;
using NetSensor.Wire;

namespace NetSensor.Protocols.Kerberos;

/// <summary>Parts of which all messages are made (RFC 4120 §5.2); each reader stands on the content of the field that holds the part.</summary>
internal static class KerberosTypes
{
    private const int MaxNameBytes = 256;           // of one part of a name; the longest real ones are DNS names
    private const int MaxNameParts = 8;             // services have two or three
    private const int MaxNumbers = 32;              // encryption types: twenty are registered
    private const int MaxAddresses = 16;            // of a host; Windows tells one
    private const int NetBiosAddress = 20;          // §7.5.3
    private const int NetBiosNameBytes = 16;
    private const long LatestSecond = long.MaxValue / Timestamp.NanosecondsPerSecond;   // some clients ask for the year 9999

    /// <summary>A name without its realm, parts joined by "/"; null when there is none. PrincipalName: | [0] kind | [1] parts |.</summary>
    public static string? Name(DerReader field)
    {
        if (!field.TryEnter(DerTag.Sequence, out var fields)) return null;
        while (fields.TryEnterField(out var number, out var part))              // ends: each turn takes a field
        {
            if (number != 1) continue;
            if (!part.TryEnter(DerTag.Sequence, out var parts)) return null;
            return JoinParts(ref parts);
        }
        return null;
    }

    private static string? JoinParts(ref DerReader parts)
    {
        if (!parts.TryRead(DerTag.GeneralString, out var first)) return null;
        var name = Text(first);
        for (var i = 1; i < MaxNameParts && parts.TryRead(DerTag.GeneralString, out var part); i++) name = $"{name}/{Text(part)}";
        return name;
    }

    /// <summary>A realm or a text.</summary>
    public static string? String(DerReader field) => field.TryRead(DerTag.GeneralString, out var text) ? Text(text) : null;

    /// <summary>A number; null when there is none, or a larger one.</summary>
    public static int? Number(DerReader field) => field.TryReadInteger(out var value) && value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    /// <summary>A list of numbers.</summary>
    public static List<int>? Numbers(DerReader field)
    {
        if (!field.TryEnter(DerTag.Sequence, out var items)) return null;
        var numbers = new List<int>();
        while (numbers.Count < MaxNumbers && items.TryReadInteger(out var value)) numbers.Add((int)value);
        return numbers;
    }

    /// <summary>A moment; null when it is none.</summary>
    public static Timestamp? Time(DerReader field) =>
        field.TryRead(DerTag.GeneralizedTime, out var text) ? Timestamp.FromUnix(Math.Min(DerTime.Seconds(DerTag.GeneralizedTime, text), LatestSecond)) : null;

    /// <summary>32 flags, bit 0 the highest: the first byte of a BIT STRING counts unused bits.</summary>
    public static uint? Flags(DerReader field)
    {
        if (!field.TryRead(DerTag.BitString, out var bits)) return null;
        var reader = new ByteReader(bits);
        reader.Skip(1);
        var flags = reader.U32();
        return reader.Truncated ? null : flags;
    }

    /// <summary>The encryption type of encrypted data: | [0] type | [1] key version | [2] bytes |.</summary>
    public static int? EncryptionType(DerReader field) =>
        field.TryEnter(DerTag.Sequence, out var fields) && fields.TryEnterField(out var number, out var type) && number == 0 ? Number(type) : null;

    /// <summary>The first eight bytes of encrypted data: they come of a random confounder (RFC 3961 §5.3), so that no two are alike; null when they are cut.</summary>
    public static ulong? CipherStart(DerReader field)
    {
        if (!field.TryEnter(DerTag.Sequence, out var fields)) return null;
        while (fields.TryEnterField(out var number, out var part))              // ends: each turn takes a field
        {
            if (number != 2 || !part.TryEnter(DerTag.OctetString, out var cipher)) continue;
            var reader = new ByteReader(cipher.Rest);
            var start = reader.U64();
            return reader.Truncated ? null : start;
        }
        return null;
    }

    /// <summary>The NetBIOS name among addresses: a sequence of | [0] kind | [1] bytes |; null when there is none.</summary>
    public static string? NetBiosName(DerReader field)
    {
        if (!field.TryEnter(DerTag.Sequence, out var addresses)) return null;
        for (var i = 0; i < MaxAddresses && addresses.TryEnter(DerTag.Sequence, out var address); i++)
        {
            if (!address.TryEnterField(out _, out var kind) || Number(kind) != NetBiosAddress || !address.TryEnterField(out _, out var value)) continue;
            if (value.TryRead(DerTag.OctetString, out var name)) return EscapedText.From(name.TrimEnd((byte)' ').TrimEnd((byte)0), NetBiosNameBytes);
        }
        return null;
    }

    private static string Text(ReadOnlySpan<byte> text) => EscapedText.From(text, MaxNameBytes);
}
