using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Mail;

/// <summary>Parameters of structured headers (RFC 2045 §5.1, RFC 2231): <c>multipart/mixed; boundary="a;b"; charset*=utf-8''x</c>.</summary>
internal static class MailParameter
{
    /// <summary>Finds a parameter's value, without its quotes; of RFC 2231's form what stands behind the language.</summary>
    public static bool TryFind(ReadOnlySpan<byte> header, scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var rest = header;
        while (SkipPastSemicolon(ref rest))                         // ends: each turn takes a parameter
        {
            rest = rest.TrimStart(" \t"u8);
            var equals = rest.IndexOf((byte)'=');
            if (equals < 0) return false;
            var key = rest[..equals].TrimEnd(" \t"u8);
            rest = rest[(equals + 1)..].TrimStart(" \t"u8);
            var found = TakeValue(ref rest);
            var extended = key.Length > 0 && key[^1] == '*';
            if (!Lines.Is(extended ? key[..^1] : key, name)) continue;
            value = extended && found.LastIndexOf((byte)'\'') is var quote and >= 0 ? found[(quote + 1)..] : found;
            return true;
        }
        return false;
    }

    private static bool SkipPastSemicolon(scoped ref ReadOnlySpan<byte> rest)
    {
        var semicolon = rest.IndexOf((byte)';');
        if (semicolon < 0) return false;
        rest = rest[(semicolon + 1)..];
        return true;
    }

    private static ReadOnlySpan<byte> TakeValue(scoped ref ReadOnlySpan<byte> rest)
    {
        var quoted = rest.Length > 0 && rest[0] == '"';
        if (quoted) rest = rest[1..];
        var end = quoted ? rest.IndexOf((byte)'"') : rest.IndexOfAny(" \t;"u8);
        var value = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(quoted ? end + 1 : end)..];
        return value;
    }
}
