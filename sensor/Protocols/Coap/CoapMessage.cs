using System.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Coap;

/// <summary>
/// CoAP messages over UDP (RFC 7252 §3).
/// <code>
/// | version 2 bits, type 2, token length 4 | code 1: class 3 bits, detail 5 | id 2 | token 0 to 8 | options | ff payload |
/// option: | step of the number 4 bits, length 4 | more of either: 1 behind d, 2 behind e | value |
/// </code>
/// </summary>
public ref struct CoapMessage
{
    /// <summary>Option: Uri-Host.</summary>
    public const int UriHost = 3;
    /// <summary>Option: Observe.</summary>
    public const int Observe = 6;

    private const int UriPath = 11, UriQuery = 15;
    private const int MaxUri = 512;                 // path and query of constrained devices
    private const int MaxOptions = 64;
    private const byte PayloadMark = 0xff;

    /// <summary>Class and detail: 0.01 GET … 0.31; 2.xx, 4.xx, 5.xx answers; 0 empty.</summary>
    public byte Code;
    /// <summary>What pairs request and answer.</summary>
    public ulong Token;
    /// <summary>All options.</summary>
    public ReadOnlySpan<byte> Options;
    /// <summary>Payload.</summary>
    public ReadOnlySpan<byte> Payload;

    /// <summary>Whether it asks.</summary>
    public readonly bool IsRequest => Code is > 0 and < 32;

    /// <summary>Reads a datagram; false when it is none, to its last option.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out CoapMessage message)
    {
        message = default;
        var reader = new ByteReader(bytes);
        var head = reader.U8();
        message.Code = reader.U8();
        reader.Skip(2);
        var tokenLength = head & 15;
        if (reader.Truncated || head >> 6 != 1 || tokenLength > 8 || message.Code >> 5 is not (0 or 2 or 4 or 5)) return false;
        for (var i = 0; i < tokenLength; i++) message.Token = (message.Token << 8) | reader.U8();
        if (message.Code == 0) return !reader.Truncated && reader.AtEnd && tokenLength == 0;
        var start = reader.Position;
        var count = 0;
        while (!reader.AtEnd && reader.Rest[0] != PayloadMark)             // ends: each turn consumes an option, or leaves
        {
            if (!TryOption(ref reader, out _, out _) || ++count > MaxOptions) return false;
        }
        if (reader.Truncated) return false;
        message.Options = bytes[start..reader.Position];
        if (reader.AtEnd) return true;
        message.Payload = reader.Rest[1..];
        return !message.Payload.IsEmpty;
    }

    /// <summary>"GET", …; the number of those that have no name.</summary>
    public readonly string Method => Code switch { 1 => "GET", 2 => "POST", 3 => "PUT", 4 => "DELETE", 5 => "FETCH", 6 => "PATCH", 7 => "iPATCH", _ => $"0.{Code:d2}" };

    /// <summary>"2.05", ….</summary>
    public readonly string CodeText => $"{Code >> 5}.{Code & 31:d2}";

    /// <summary>The first option of this number; false when there is none.</summary>
    public readonly bool TryFind(int wanted, out ReadOnlySpan<byte> value)
    {
        var reader = new ByteReader(Options);
        var number = 0;
        while (!reader.AtEnd && TryOption(ref reader, out var step, out value)) // ends: each turn consumes an option, or leaves
        {
            number += step;
            if (number == wanted) return true;
        }
        value = default;
        return false;
    }

    /// <summary>Path and query.</summary>
    public readonly string Uri()
    {
        var text = new StringBuilder();
        var reader = new ByteReader(Options);
        var number = 0;
        var queries = 0;
        while (!reader.AtEnd && TryOption(ref reader, out var step, out var value) && text.Length < MaxUri) // ends: each turn consumes an option, or leaves
        {
            number += step;
            if (number == UriPath) text.Append('/').Append(EscapedText.From(value, MaxUri));
            if (number == UriQuery) text.Append(queries++ == 0 ? '?' : '&').Append(EscapedText.From(value, MaxUri));
        }
        if (text.Length == 0 || text[0] == '?') text.Insert(0, '/');
        return text.ToString();
    }

    private static bool TryOption(scoped ref ByteReader reader, out int step, out ReadOnlySpan<byte> value)
    {
        var head = reader.U8();
        step = Extended(ref reader, head >> 4);
        var length = Extended(ref reader, head & 15);
        value = length < 0 || step < 0 ? default : reader.Bytes(length);
        return step >= 0 && length >= 0 && !reader.Truncated;
    }

    private static int Extended(scoped ref ByteReader reader, int nibble) => nibble switch
    {
        13 => reader.U8() + 13,
        14 => reader.U16() + 269,
        15 => -1,
        _ => nibble,
    };
}
