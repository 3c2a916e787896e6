using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// Header of SMB 1 messages ([MS-CIFS] §2.2.3.1).
/// <code>| ff 'SMB' | command 1 | status 4 | flags 1 | flags2 2 | pid high 2 | signature 8 | 2 | tid 2 | pid 2 | uid 2 | mid 2 | blocks</code>
/// </summary>
internal readonly record struct Smb1Header(Smb1Command Command, uint Status)
{
    /// <summary>Its bytes.</summary>
    public const int Length = 32;

    private const byte ReplyFlag = 0x80;            // SMB_FLAGS_REPLY
    private const ushort UnicodeFlag = 0x8000;      // SMB_FLAGS2_UNICODE
    private const ushort SignedFlag = 0x0004;       // SMB_FLAGS2_SMB_SECURITY_SIGNATURE

    /// <summary>Whether it is an answer.</summary>
    public bool IsReply { get; private init; }
    /// <summary>Whether its texts are UTF-16.</summary>
    public bool IsUnicode { get; private init; }
    /// <summary>Whether it is signed.</summary>
    public bool IsSigned { get; private init; }
    /// <summary>Tree.</summary>
    public ushort Tree { get; private init; }
    /// <summary>Session.</summary>
    public ushort Session { get; private init; }
    /// <summary>Process and multiplex id: they pair requests and answers.</summary>
    public uint Exchange { get; private init; }

    /// <summary>Pairs the request and the answer of one command: those of a chain share everything else.</summary>
    public ulong Pair(Smb1Command command) => (ulong)command << 32 | Exchange;

    /// <summary>Reads it; whether all of it is there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out Smb1Header header)
    {
        var reader = new ByteReader(message);
        reader.Skip(4);
        var command = (Smb1Command)reader.U8();
        var status = reader.U32Le();
        var flags = reader.U8();
        var flags2 = reader.U16Le();
        reader.Skip(12);
        var tree = reader.U16Le();
        uint process = reader.U16Le();
        var session = reader.U16Le();
        header = new Smb1Header(command, status)
        {
            IsReply = (flags & ReplyFlag) != 0,
            IsUnicode = (flags2 & UnicodeFlag) != 0,
            IsSigned = (flags2 & SignedFlag) != 0,
            Tree = tree,
            Session = session,
            Exchange = process << 16 | reader.U16Le(),
        };
        return !reader.Truncated;
    }
}
