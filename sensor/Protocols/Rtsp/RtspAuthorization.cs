using System.Buffers.Text;
using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Rtsp;

/// <summary>Who logs in, by an Authorization header: <c>Basic base64(user:password)</c>, or <c>Digest username="…", …</c>.</summary>
/// <param name="User">User name; null when it cannot be read.</param>
/// <param name="IsBasic">Whether the password is there to be read.</param>
/// <param name="HasPassword">Whether it is not empty.</param>
public readonly record struct RtspAuthorization(string? User, bool IsBasic, bool HasPassword)
{
    private const int MaxEncoded = 1024;            // longer names and passwords are none

    /// <summary>Reads the header's value.</summary>
    public static RtspAuthorization Read(ReadOnlySpan<byte> value)
    {
        var scheme = Lines.Word(value);
        var rest = Lines.AfterWord(value);
        if (Lines.Is(scheme, "Digest"u8)) return new RtspAuthorization(Parameter(rest, "username=\""u8), false, false);
        if (!Lines.Is(scheme, "Basic"u8) || rest.Length > MaxEncoded) return default;
        Span<byte> decoded = stackalloc byte[MaxEncoded];
        if (Base64.DecodeFromUtf8(rest, decoded, out _, out var length) != System.Buffers.OperationStatus.Done) return new RtspAuthorization(null, true, false);
        var colon = decoded[..length].IndexOf((byte)':');
        var user = decoded[..(colon < 0 ? length : colon)];
        return new RtspAuthorization(EscapedText.From(user, ClearTextLoginEvent.MaxUserBytes), true, colon >= 0 && colon + 1 < length);
    }

    /// <summary>A quoted parameter; null when it is not there.</summary>
    public static string? Parameter(ReadOnlySpan<byte> value, ReadOnlySpan<byte> start)
    {
        var at = value.IndexOf(start);
        if (at < 0) return null;
        value = value[(at + start.Length)..];
        var end = value.IndexOf((byte)'"');
        return end < 0 ? null : EscapedText.From(value[..end], ClearTextLoginEvent.MaxUserBytes);
    }
}
