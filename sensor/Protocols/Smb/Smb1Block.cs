using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// One command of an SMB 1 message ([MS-CIFS] §2.2.3.2 and §2.2.3.3); those with "AndX" in their names say where the next one begins.
/// <code>| word count 1 | words: AndX: next command 1, 1, its offset 2 … | byte count 2 | bytes |</code>
/// </summary>
internal readonly ref struct Smb1Block
{
    /// <summary>The command.</summary>
    public Smb1Command Command { get; private init; }
    /// <summary>Parameters.</summary>
    public ReadOnlySpan<byte> Words { get; private init; }
    /// <summary>Where the bytes begin in the message.</summary>
    public int BytesAt { get; private init; }
    /// <summary>How many there are, as far as they are there.</summary>
    public int ByteCount { get; private init; }

    /// <summary>Reads the block of this command at this place; whether its words are there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, Smb1Command command, int place, out Smb1Block block)
    {
        block = default;
        if (place < Smb1Header.Length || place >= message.Length) return false;
        var reader = new ByteReader(message[place..]);
        var words = reader.Bytes(reader.U8() * 2);
        if (reader.Truncated) return false;
        int count = reader.U16Le();
        if (reader.Truncated) count = 0;
        var at = Math.Min(place + reader.Position, message.Length);
        block = new Smb1Block { Command = command, Words = words, BytesAt = at, ByteCount = Math.Min(count, message.Length - at) };
        return true;
    }

    /// <summary>The next command of the chain and where it begins; false when there is none, or it would not lie behind this one.</summary>
    public bool TryNext(int place, out Smb1Command command, out int next)
    {
        command = Smb1Command.None;
        next = 0;
        if (!IsAndX || Words.Length < 4) return false;
        command = (Smb1Command)Words[0];
        next = Word(2);
        return command != Smb1Command.None && next > place;
    }

    /// <summary>Two bytes of the parameters at this place; 0 behind their end.</summary>
    public ushort Word(int at) => at + 2 <= Words.Length ? BinaryPrimitives.ReadUInt16LittleEndian(Words[at..]) : (ushort)0;

    /// <summary>Four bytes of the parameters at this place; 0 behind their end.</summary>
    public uint Long(int at) => at + 4 <= Words.Length ? BinaryPrimitives.ReadUInt32LittleEndian(Words[at..]) : 0;

    /// <summary>Eight bytes of the parameters at this place; 0 behind their end.</summary>
    public ulong Quad(int at) => at + 8 <= Words.Length ? BinaryPrimitives.ReadUInt64LittleEndian(Words[at..]) : 0;

    private bool IsAndX => Command is Smb1Command.LockingAndX or Smb1Command.OpenAndX or Smb1Command.ReadAndX or Smb1Command.WriteAndX
        or Smb1Command.SessionSetupAndX or Smb1Command.LogoffAndX or Smb1Command.TreeConnectAndX or Smb1Command.NtCreateAndX;
}
