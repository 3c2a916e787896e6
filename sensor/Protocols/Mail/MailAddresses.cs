using NetSensor.Protocols.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Mail;

/// <summary>Addresses in headers and envelopes, taken out of text that anybody may have written.</summary>
public static class MailAddresses
{
    private const int MaxAddressBytes = 320;        // RFC 5321 §4.5.3.1: 64 before the sign, 255 behind it
    private const int MaxHeaderAddressBytes = 512;  // with the name that stands before it

    private static ReadOnlySpan<byte> OriginalRecipient => "ORCPT=rfc822;"u8;   // RFC 3461 §4.2: mostly the recipient again

    /// <summary>Takes the next address of an envelope ("&lt;a@b&gt;", "a@b"); false when there is none.</summary>
    public static bool TryTakeEnvelope(ref ReadOnlySpan<byte> text, out string address)
    {
        address = string.Empty;
        while (text.IndexOf((byte)'@') is var at and >= 0)              // ends: each turn passes a sign
        {
            var start = at;
            while (start > 0 && text[start - 1] is not ((byte)'<' or (byte)',' or (byte)':' or (byte)' ' or (byte)'\t')) start--;
            var end = at + 1;
            while (end < text.Length && text[end] is not ((byte)'>' or (byte)',' or (byte)';' or (byte)' ' or (byte)'\t')) end++;
            var found = text[start..end];
            text = text[end..];
            if (start == at || found.Length == at - start + 1) continue;
            if (Lines.BeginWith(found, OriginalRecipient) == ProbeVerdict.Yes) found = found[OriginalRecipient.Length..];
            address = EscapedText.From(found, MaxAddressBytes);
            return true;
        }
        text = default;
        return false;
    }

    /// <summary>Takes the next address of a header with the name before it, up to a comma outside of quotes; false when there is none.</summary>
    public static bool TryTakeHeader(ref ReadOnlySpan<byte> text, out string address)
    {
        address = string.Empty;
        while (!text.IsEmpty)                                            // ends: each turn takes a part
        {
            var quoted = false;
            var end = 0;
            for (; end < text.Length && (quoted || text[end] != ','); end++)
                if (text[end] == '"') quoted = !quoted;
            var part = text[..end].Trim(" \t"u8);
            text = text[Math.Min(end + 1, text.Length)..];
            if (part.IsEmpty) continue;
            address = EscapedText.From(part, MaxHeaderAddressBytes);
            return true;
        }
        return false;
    }

    /// <summary>
    /// The host in a Received header (RFC 5321 §4.4): the second address in brackets of its own when there are two, for the first is often what the
    /// sender claims.
    /// </summary>
    public static bool TryFindHost(ReadOnlySpan<byte> received, out IpAddr host)
    {
        host = default;
        for (var found = 0; found < 2 && TryTakeIp(ref received, wrapped: true, out var address); found++) host = address;
        return host != default;
    }

    /// <summary>The first IP address in a text.</summary>
    public static bool TryFindIp(ReadOnlySpan<byte> text, out IpAddr address) => TryTakeIp(ref text, wrapped: false, out address);

    private static bool TryTakeIp(ref ReadOnlySpan<byte> text, bool wrapped, out IpAddr address)
    {
        var before = (byte)0;
        while (!text.IsEmpty)                                            // ends: each turn takes at least one byte
        {
            var length = text.IndexOfAnyExcept("0123456789abcdefABCDEF.:"u8);
            if (length < 0) length = text.Length;
            var candidate = text[..length];
            var after = length < text.Length ? text[length] : (byte)0;
            var fits = !wrapped || (before, after) is ((byte)'[', (byte)']') or ((byte)'(', (byte)')') or ((byte)'{', (byte)'}') or ((byte)' ', (byte)' ');
            text = text[Math.Min(length + 1, text.Length)..];
            before = after;
            if (fits && length is >= 3 and <= IpAddr.MaxTextLength && candidate.IndexOfAny((byte)'.', (byte)':') >= 0
                && IpAddr.TryParse(EscapedText.From(candidate, IpAddr.MaxTextLength), out address) && IsWritten(candidate)) return true;
        }
        address = default;
        return false;
    }

    /// <summary>Whether it is written out: three dots, or colons; a parser of addresses takes "14.3" for one too.</summary>
    private static bool IsWritten(ReadOnlySpan<byte> text) => text.Count((byte)':') >= 2 || text.Count((byte)'.') == 3;
}
