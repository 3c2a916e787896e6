namespace NetSensor.Protocols.Http;

/// <summary>A canonical Huffman code of deflate (RFC 1951 §3.2.2), refilled for every block.</summary>
public sealed class HuffmanTable(int maxSymbols)
{
    private const int FastBits = 9;   // zlib's choice too: most codes of real text are no longer, the table stays in the first cache
    private const int MaxBits = 15;   // RFC 1951 §3.2.7

    private readonly ushort[] _fast = new ushort[1 << FastBits]; // symbol << 4 | length; 0 when the code is longer
    private readonly ushort[] _count = new ushort[MaxBits + 1];
    private readonly ushort[] _symbols = new ushort[maxSymbols];

    /// <summary>Builds the code from the lengths of its symbols; false when more codes are asked for than exist.</summary>
    public bool Build(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_count);
        Array.Clear(_fast);
        foreach (var length in lengths) _count[length]++;
        _count[0] = 0;
        var left = 1;
        for (var bits = 1; bits <= MaxBits; bits++)
        {
            left = (left << 1) - _count[bits];
            if (left < 0) return false;
        }
        Span<ushort> offsets = stackalloc ushort[MaxBits + 2];
        Span<ushort> codes = stackalloc ushort[MaxBits + 2];
        for (var bits = 1; bits <= MaxBits; bits++)
        {
            offsets[bits + 1] = (ushort)(offsets[bits] + _count[bits]);
            codes[bits + 1] = (ushort)((codes[bits] + _count[bits]) << 1);
        }
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            var bits = lengths[symbol];
            if (bits == 0) continue;
            _symbols[offsets[bits]++] = (ushort)symbol;
            var code = codes[bits]++;
            if (bits <= FastBits) FillFast(symbol, bits, code);
        }
        return true;
    }

    /// <summary>
    /// Decodes one symbol from the low <paramref name="available"/> bits; returns its length in bits, 0 when more bits are needed, and
    /// -1 when no symbol has this code.
    /// </summary>
    public int Decode(ulong bits, int available, out int symbol)
    {
        var entry = _fast[bits & ((1 << FastBits) - 1)];
        symbol = entry >> 4;
        if (entry != 0) return (entry & 15) <= available ? entry & 15 : 0;
        int code = 0, first = 0, index = 0;
        for (var length = 1; length <= MaxBits; length++)
        {
            if (length > available) return 0;
            code |= (int)(bits >> (length - 1)) & 1;
            int count = _count[length];
            if (code - count < first)
            {
                symbol = _symbols[index + (code - first)];
                return length;
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        return -1;
    }

    private void FillFast(int symbol, int bits, int code)
    {
        var reversed = 0;                                         // codes are packed from their most significant bit
        for (var i = 0; i < bits; i++) reversed |= ((code >> i) & 1) << (bits - 1 - i);
        for (var slot = reversed; slot < _fast.Length; slot += 1 << bits) _fast[slot] = (ushort)(symbol << 4 | bits);
    }
}
