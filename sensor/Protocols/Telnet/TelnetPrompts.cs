using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Telnet;

/// <summary>What servers ask and answer at a login, by the words that systems and devices use.</summary>
internal static class TelnetPrompts
{
    /// <summary>Whether the text ends with a question for the user's name.</summary>
    public static bool AsksUser(ReadOnlySpan<byte> text) => EndsWith(text, "login:"u8) || EndsWith(text, "username:"u8) || EndsWith(text, "user:"u8) || EndsWith(text, "user name:"u8);

    /// <summary>Whether the text ends with a question for the password.</summary>
    public static bool AsksPassword(ReadOnlySpan<byte> text) => EndsWith(text, "password:"u8) || EndsWith(text, "passwd:"u8) || EndsWith(text, "passcode:"u8);

    /// <summary>Whether the text says that the login failed.</summary>
    public static bool Refuses(ReadOnlySpan<byte> text) =>
        Contains(text, "incorrect"u8) || Contains(text, "failed"u8) || Contains(text, "failure"u8) || Contains(text, "denied"u8) || Contains(text, "invalid"u8)
        || Contains(text, "bad password"u8);

    /// <summary>Whether the text greets who logged in, or waits for a command.</summary>
    public static bool Admits(ReadOnlySpan<byte> text) =>
        Contains(text, "last login"u8) || Contains(text, "welcome"u8) || (text.TrimEnd((byte)' ') is [.., (byte)'$' or (byte)'#' or (byte)'>' or (byte)'%']);

    private static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        text = text.TrimEnd((byte)' ');
        return text.Length >= end.Length && Lines.Is(text[^end.Length..], end);
    }

    private static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<byte> words)
    {
        for (var at = 0; at + words.Length <= text.Length; at++)
            if (Lines.Is(text.Slice(at, words.Length), words)) return true;
        return false;
    }
}
