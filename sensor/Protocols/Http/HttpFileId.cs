using NetSensor.Events;

namespace NetSensor.Protocols.Http;

/// <summary>Ids of files: "F" and base-62 digits, hashed from what makes the file the same file.</summary>
public static class HttpFileId
{
    private const int Digits = 17; // as many as Zeek's ids usually have; 62^17 is above 2^101, of which 64 bits are used twice

    /// <summary>A file that lives and dies with one message of one flow.</summary>
    public static string Of(FlowIdentity flow, Direction direction, int depth, int index) =>
        Format(Mix(Mix(flow.Order, (ulong)depth << 32 | (uint)index), (ulong)direction + 1));

    /// <summary>A file that a host fetches in pieces, over several requests and flows.</summary>
    public static string OfPieces(IFlowContext flow, string? host, string? uri) =>
        Format(Mix(Mix(flow.Originator.Mix64(), Hash(host)), Hash(uri)));

    private static ulong Hash(string? text)
    {
        var hash = 14695981039346656037UL;                        // FNV-1a: short texts, once per file
        foreach (var letter in text.AsSpan()) hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var mixed = (a ^ (b * 0x9E37_79B9_7F4A_7C15)) * 0xD6E8_FEB8_6659_FD93;
        return (mixed ^ (mixed >> 32)) * 0xD6E8_FEB8_6659_FD93;
    }

    private static string Format(ulong hash)
    {
        Span<char> text = stackalloc char[Digits + 1];
        text[0] = 'F';
        for (var i = 1; i <= Digits; i++)
        {
            if (i == 9) hash = Mix(hash, 0x46);                   // eight digits use up 47 bits
            text[i] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(int)(hash % 62)];
            hash /= 62;
        }
        return new string(text);
    }
}
