using System.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Rdp;

/// <summary>
/// Who the client is ([MS-RDPBCGR] §2.2.1.3.2). Everything behind the input method is optional.
/// <code>
/// | version 4 | width 2 | height 2 | colours 2 | SAS 2 | keyboard 4 | build 4 | name 32 (UTF-16) | keyboard type 12 | input method 64 |
/// | colours 2 | product 2 | serial 4 | high colours 2 | supported 2 | early capabilities 2 | digital product id 64 (UTF-16) | …
/// </code>
/// </summary>
public sealed record RdpClientCore(int Width, int Height, uint Keyboard, uint Build, string Name, string? ProductId, string? ColorDepth)
{
    private const int NameBytes = 32;
    private const int ProductIdBytes = 64;
    private const ushort Wants32Bit = 2;            // RNS_UD_CS_WANT_32BPP_SESSION

    /// <summary>Reads the block's content; null when it is cut within what must be there.</summary>
    public static RdpClientCore? Read(ReadOnlySpan<byte> content)
    {
        var reader = new ByteReader(content);
        reader.Skip(4);
        int width = reader.U16Le(), height = reader.U16Le();
        reader.Skip(4);
        uint keyboard = reader.U32Le(), build = reader.U32Le();
        var name = Text(reader.Bytes(NameBytes));
        reader.Skip(12 + 64);
        if (reader.Truncated) return null;
        reader.Skip(2 + 2 + 4);
        var highColors = reader.U16Le();
        reader.Skip(2);
        var early = reader.U16Le();
        var depth = reader.Truncated ? null : (early & Wants32Bit) != 0 ? "32bit" : RdpNames.ColorDepth(highColors);
        var productId = reader.Bytes(ProductIdBytes);
        return new RdpClientCore(width, height, keyboard, build, name, reader.Truncated ? null : Text(productId), depth);
    }

    /// <summary>The text before the first NUL.</summary>
    private static string Text(ReadOnlySpan<byte> utf16)
    {
        var length = 0;
        while (length + 1 < utf16.Length && (utf16[length] | utf16[length + 1]) != 0) length += 2;
        return Encoding.Unicode.GetString(utf16[..length]);
    }
}
