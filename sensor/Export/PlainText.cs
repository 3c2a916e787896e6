using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetSensor.Export;

/// <summary>Text that is the same in a JSON string as it is: printable ASCII without quote and backslash (RFC 8259 §7).</summary>
internal static class PlainText
{
    /// <summary>Copies the text as bytes while it is plain; false at the first character that needs an escape, with the room's content undefined.</summary>
    /// <param name="text">UTF-16 text.</param>
    /// <param name="room">Exactly as many bytes as the text has characters.</param>
    public static bool TryCopy(ReadOnlySpan<char> text, Span<byte> room)
    {
        if (room.Length != text.Length) return false;
        if (text.Length < Vector128<ushort>.Count) return TryCopyShort(text, room);
        var letters = MemoryMarshal.Cast<char, ushort>(text);
        var last = text.Length - Vector128<ushort>.Count; // the last block may overlap the one before
        for (var at = 0; ; at = Math.Min(at + Vector128<ushort>.Count, last))
        {
            var block = Vector128.Create(letters.Slice(at, Vector128<ushort>.Count));
            var special = Vector128.GreaterThan(block - Vector128.Create((ushort)' '), Vector128.Create((ushort)('~' - ' ')))
                | Vector128.Equals(block, Vector128.Create((ushort)'"'))
                | Vector128.Equals(block, Vector128.Create((ushort)'\\'));
            if (special != Vector128<ushort>.Zero) return false;
            Vector128.Narrow(block, block).GetLower().CopyTo(room[at..]);
            if (at == last) return true;
        }
    }

    private static bool TryCopyShort(ReadOnlySpan<char> text, Span<byte> room)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is < ' ' or > '~' or '"' or '\\') return false;
            room[i] = (byte)character;
        }
        return true;
    }
}
