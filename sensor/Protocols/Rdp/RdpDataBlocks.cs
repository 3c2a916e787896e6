using NetSensor.Wire;

namespace NetSensor.Protocols.Rdp;

/// <summary>
/// The settings that both sides exchange inside GCC inside MCS ([MS-RDPBCGR] §2.2.1.3, §2.2.1.4): blocks behind a key, little-endian.
/// <code>… | "Duca" or "McDn" | length 1 or 2 (PER) | type 2 | length 2, these four bytes included | … | type 2 | …</code>
/// </summary>
public ref struct RdpDataBlocks
{
    /// <summary>CS_CORE: the client's core data.</summary>
    public const ushort ClientCore = 0xc001;
    /// <summary>CS_NET: the client's channels.</summary>
    public const ushort ClientNetwork = 0xc003;
    /// <summary>SC_SECURITY: the server's encryption.</summary>
    public const ushort ServerSecurity = 0x0c02;

    private const int HeaderBytes = 4;

    private ByteReader _rest;

    private RdpDataBlocks(ReadOnlySpan<byte> blocks) => _rest = new ByteReader(blocks);

    /// <summary>Finds the blocks of a data frame, which tells its sender by the key; false when it is no MCS connect.</summary>
    public static bool TryFind(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> key, out RdpDataBlocks blocks)
    {
        blocks = default;
        var at = frame.IndexOf(key);
        if (at < 0) return false;
        var reader = new ByteReader(frame[(at + key.Length)..]);
        if ((reader.U8() & 0x80) != 0) reader.Skip(1);
        if (reader.Truncated) return false;
        blocks = new RdpDataBlocks(reader.Rest);
        return true;
    }

    /// <summary>Takes the next block; false behind the last one.</summary>
    public bool TryTake(out ushort type, out ReadOnlySpan<byte> content)
    {
        type = _rest.U16Le();
        var length = _rest.U16Le();
        content = length >= HeaderBytes ? _rest.Bytes(length - HeaderBytes) : default;
        return length >= HeaderBytes && !_rest.Truncated;
    }
}
