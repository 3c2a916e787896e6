using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Pop3;

/// <summary>The commands of POP3 (RFC 1939, RFC 2449) that open a session.</summary>
public static class Pop3Message
{
    /// <summary>Whether the command may come before a login, and leaves TLS possible.</summary>
    public static bool IsOpening(ReadOnlySpan<byte> word) => Lines.Is(word, "CAPA"u8) || Lines.Is(word, "STLS"u8) || Lines.Is(word, "AUTH"u8);

    /// <summary>Whether the command logs in or comes behind a login.</summary>
    public static bool IsLogin(ReadOnlySpan<byte> word) =>
        Lines.Is(word, "USER"u8) || Lines.Is(word, "APOP"u8) || Lines.Is(word, "PASS"u8) || Lines.Is(word, "STAT"u8) || Lines.Is(word, "LIST"u8);
}
