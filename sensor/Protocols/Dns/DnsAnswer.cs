using System.Globalization;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Dns;

/// <summary>What dns.log makes of a record of the answer section.</summary>
public enum DnsAnswerKind : byte
{
    /// <summary>Nothing: the type is no answer (HINFO, CAA, OPT, TSIG, NetBIOS).</summary>
    Silent,
    /// <summary>An answer without a text of its own (WKS).</summary>
    Mute,
    /// <summary>An answer with a text.</summary>
    Told,
}

/// <summary>The texts of answers as Zeek's dns.log writes them; SVCB and HTTPS, of which it writes nothing, in RFC 9460's form.</summary>
public static class DnsAnswer
{
    private const int SoaNumbersLength = 20;   // serial, refresh, retry, expire, minimum
    private const int RrsigFixedLength = 18;   // type covered … key tag (RFC 4034 §3.1)
    private const int LocLength = 16;          // RFC 1876 §2

    /// <summary>
    /// Reads a record's data. False when it breaks the message off; an answer may be told even so. <paramref name="scratch"/> takes
    /// <see cref="DnsName.MaxBytes"/> bytes, <paramref name="owner"/> is the record's own name.
    /// </summary>
    public static bool TryTell(ReadOnlySpan<byte> message, in DnsRecord record, ReadOnlySpan<byte> owner, Span<byte> scratch,
        ref DnsFault fault, out DnsAnswerKind kind, out string text)
    {
        kind = DnsAnswerKind.Told;
        text = string.Empty;
        var data = record.Data(message);
        switch (record.Type)
        {
            case DnsType.A:
                if (data.Length != 4) return Fail(DnsFault.BadLength, ref fault, out kind);
                text = IpAddr.FromIPv4(data).ToString();
                return true;
            case DnsType.Aaaa or DnsType.A6:
                if (data.Length < 16) return Fail(DnsFault.DataTooShort, ref fault, out kind);
                text = IpAddr.FromIPv6(data).ToIPAddress().ToString();
                return true;
            case DnsType.Ns or DnsType.Cname or DnsType.Ptr:
                text = Name(message, record, 0, scratch, ref fault);
                return true;
            case DnsType.Mx:
                if (data.Length < 2) return Fail(DnsFault.DataTooShort, ref fault, out kind);
                text = Name(message, record, 2, scratch, ref fault);
                return true;
            case DnsType.Srv:
                if (data.Length < 6) return Fail(DnsFault.DataTooShort, ref fault, out kind);
                text = Name(message, record, 6, scratch, ref fault);
                return true;
            case DnsType.Soa:
                return Soa(message, record, scratch, ref fault, ref kind, ref text);
            case DnsType.Txt or DnsType.Spf:
                return Strings(data, record.Type == DnsType.Txt ? "TXT" : "SPF", ref fault, out text);
            case DnsType.Svcb or DnsType.Https:
                if (DnsServiceBinding.TryTell(message, record, scratch, out text)) return true;
                return Fail(DnsFault.ServiceBindingTooShort, ref fault, out kind);
            case DnsType.Nsec:
                var next = DnsName.Read(message, record.DataOffset, false, scratch);
                DnsName.ToLower(scratch[..next.Length]);
                fault |= next.Fault;
                text = $"NSEC {EscapedText.From(owner, DnsName.MaxBytes)} {EscapedText.From(scratch[..next.Length], DnsName.MaxBytes)}";
                return true;
            case DnsType.Rrsig:
                return Rrsig(message, record, scratch, ref fault, ref kind, ref text);
            case DnsType.Wks:
                kind = DnsAnswerKind.Mute;
                return true;
            case DnsType.Hinfo or DnsType.Caa or DnsType.Opt or DnsType.Tsig or DnsType.NetBios:
                kind = DnsAnswerKind.Silent;
                return true;
            default:
                return Numbers(data, record.Type, ref fault, ref kind, ref text);
        }
    }

    private static bool Numbers(ReadOnlySpan<byte> data, DnsType type, ref DnsFault fault, ref DnsAnswerKind kind, ref string text)
    {
        var reader = new ByteReader(data);
        switch (type)
        {
            case DnsType.Dnskey:                                             // flags (2), protocol, algorithm
                reader.Skip(3);
                text = string.Create(CultureInfo.InvariantCulture, $"DNSKEY {reader.U8()}");
                break;
            case DnsType.Ds:                                                 // key tag (2), algorithm, digest type
                reader.Skip(2);
                text = string.Create(CultureInfo.InvariantCulture, $"DS {reader.U8()} {reader.U8()}");
                break;
            case DnsType.Nsec3:
                reader.Skip(6);
                text = "NSEC3";
                break;
            case DnsType.Nsec3Param:
                reader.Skip(5);
                text = "NSEC3PARAM";
                break;
            case DnsType.BindSigning:
                reader.Skip(5);
                text = "BIND9 signing signal";
                break;
            case DnsType.Sshfp:                                              // algorithm, fingerprint type, fingerprint
                reader.Skip(2);
                text = "SSHFP: " + Convert.ToHexStringLower(reader.Rest);
                break;
            case DnsType.Loc:                                                // version, size, horizontal and vertical precision, …
                var location = reader.Block(LocLength);
                location.Skip(1);
                text = string.Create(CultureInfo.InvariantCulture, $"LOC:  {location.U8()} {location.U8()} {location.U8()}");
                break;
            default:
                fault |= DnsFault.UnknownType;
                text = string.Create(CultureInfo.InvariantCulture, $"<unknown type={(int)type}>");
                return true;
        }
        return !reader.Truncated || Fail(DnsFault.DataTooShort, ref fault, out kind);
    }

    private static bool Soa(ReadOnlySpan<byte> message, in DnsRecord record, Span<byte> scratch,
        ref DnsFault fault, ref DnsAnswerKind kind, ref string text)
    {
        var server = DnsName.Read(message, record.DataOffset, false, scratch);
        DnsName.ToLower(scratch[..server.Length]);
        text = EscapedText.From(scratch[..server.Length], DnsName.MaxBytes);
        var mailbox = DnsName.Read(message, server.Next, false, scratch);
        fault |= server.Fault | mailbox.Fault;
        if (message.Length - mailbox.Next < SoaNumbersLength) return Fail(DnsFault.DataTooShort, ref fault, out kind);
        if (mailbox.Next + SoaNumbersLength != record.DataOffset + record.DataLength) fault |= DnsFault.LengthMismatch;
        return true;
    }

    private static bool Rrsig(ReadOnlySpan<byte> message, in DnsRecord record, Span<byte> scratch,
        ref DnsFault fault, ref DnsAnswerKind kind, ref string text)
    {
        if (record.DataLength < RrsigFixedLength) return Fail(DnsFault.DataTooShort, ref fault, out kind);
        var covered = new ByteReader(record.Data(message)).U16();
        var signer = DnsName.Read(message, record.DataOffset + RrsigFixedLength, false, scratch);
        DnsName.ToLower(scratch[..signer.Length]);
        fault |= signer.Fault;
        text = string.Create(CultureInfo.InvariantCulture, $"RRSIG {covered} {(signer.Length == 0 ? "<Root>" : EscapedText.From(scratch[..signer.Length], DnsName.MaxBytes))}");
        return true;
    }

    private static string Name(ReadOnlySpan<byte> message, in DnsRecord record, int skip, Span<byte> scratch, ref DnsFault fault)
    {
        var name = DnsName.Read(message, record.DataOffset + skip, false, scratch);
        DnsName.ToLower(scratch[..name.Length]);
        fault |= name.Fault;
        if (name.Next != record.DataOffset + record.DataLength) fault |= DnsFault.LengthMismatch;
        return EscapedText.From(scratch[..name.Length], DnsName.MaxBytes);
    }

    private static bool Strings(ReadOnlySpan<byte> data, string label, ref DnsFault fault, out string text)
    {
        var reader = new ByteReader(data);
        StringBuilder? several = null;
        text = string.Empty;
        while (!reader.AtEnd) // ends: each turn consumes at least one byte
        {
            var length = reader.U8();
            var bytes = reader.Bytes(length);
            if (reader.Truncated)
            {
                fault |= DnsFault.StringPastEnd;
                break;
            }
            var piece = string.Create(CultureInfo.InvariantCulture, $"{label} {length} {EscapedText.From(bytes, byte.MaxValue)}");
            if (text.Length == 0) text = piece;
            else (several ??= new StringBuilder(text)).Append(' ').Append(piece);
        }
        if (several is not null) text = several.ToString();
        return !reader.Truncated;
    }

    private static bool Fail(DnsFault what, ref DnsFault fault, out DnsAnswerKind kind)
    {
        fault |= what;
        kind = DnsAnswerKind.Silent;
        return false;
    }
}
