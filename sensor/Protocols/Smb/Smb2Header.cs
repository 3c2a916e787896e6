using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// Header of SMB 2 and 3 messages ([MS-SMB2] §2.2.1).
/// <code>| fe 'SMB' | size 2 | credit charge 2 | status 4 | command 2 | credits 2 | flags 4 | next 4 | message id 8 | process 4, tree 4 | session 8 | signature 16 | body</code>
/// With the asynchronous flag a number of 8 bytes stands in the place of process and tree.
/// </summary>
internal readonly record struct Smb2Header(Smb2Command Command, uint Status, uint Flags)
{
    /// <summary>Its bytes.</summary>
    public const int Length = 64;

    private const uint ResponseFlag = 1;            // SMB2_FLAGS_SERVER_TO_REDIR
    private const uint AsyncFlag = 2;               // SMB2_FLAGS_ASYNC_COMMAND
    private const uint RelatedFlag = 4;             // SMB2_FLAGS_RELATED_OPERATIONS
    private const uint SignedFlag = 8;              // SMB2_FLAGS_SIGNED

    /// <summary>Where the next message of a chain begins, from the beginning of this one; 0 for the last.</summary>
    public uint Next { get; private init; }
    /// <summary>Pairs requests and answers.</summary>
    public ulong MessageId { get; private init; }
    /// <summary>Tree; meaningless in asynchronous messages.</summary>
    public uint Tree { get; init; }
    /// <summary>Session.</summary>
    public ulong Session { get; init; }

    /// <summary>Whether it is an answer.</summary>
    public bool IsResponse => (Flags & ResponseFlag) != 0;
    /// <summary>Whether it is asynchronous.</summary>
    public bool IsAsync => (Flags & AsyncFlag) != 0;
    /// <summary>Whether it goes on with session, tree and file of the message before it in the chain.</summary>
    public bool IsRelated => (Flags & RelatedFlag) != 0;
    /// <summary>Whether it is signed.</summary>
    public bool IsSigned => (Flags & SignedFlag) != 0;

    /// <summary>Reads it; whether all of it is there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out Smb2Header header)
    {
        var reader = new ByteReader(message);
        reader.Skip(8);
        var status = reader.U32Le();
        var command = (Smb2Command)reader.U16Le();
        reader.Skip(2);
        header = new Smb2Header(command, status, reader.U32Le())
        {
            Next = reader.U32Le(),
            MessageId = reader.U64Le(),
            Tree = (uint)(reader.U64Le() >> 32),
            Session = reader.U64Le(),
        };
        reader.Skip(16);
        return !reader.Truncated;
    }
}
