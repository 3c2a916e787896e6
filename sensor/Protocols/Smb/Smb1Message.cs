using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// Messages of SMB 1 ([MS-CIFS] §2.2.3, [MS-SMB] §2.2.4).
/// <code>| ff 'SMB' | command 1 | status 4 | flags 1 | flags2 2 | … 20 | word count 1 | words | byte count 2 | bytes |</code>
/// </summary>
public static class Smb1Message
{
    private const int HeaderLength = 32;
    private const byte IsReply = 0x80;              // SMB_FLAGS_REPLY
    private const int NegotiateGuid = 16;           // in front of the token of a negotiation ([MS-SMB] §2.2.4.5.2.1)

    private enum Command : byte { Transaction = 0x25, ReadAndX = 0x2e, WriteAndX = 0x2f, Negotiate = 0x72, SessionSetupAndX = 0x73 }

    /// <summary>Finds the token or data of a message.</summary>
    public static SmbCargo Cargo(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> cargo)
    {
        cargo = default;
        var reader = new ByteReader(message);
        reader.Skip(4);
        var command = (Command)reader.U8();
        reader.Skip(4);
        var reply = (reader.U8() & IsReply) != 0;
        reader.Skip(HeaderLength - 10);
        var words = reader.Bytes(reader.U8() * 2);
        reader.Skip(2);
        if (reader.Truncated) return SmbCargo.None;
        switch (command, reply)
        {
            case (Command.Negotiate, true) when words.Length == 34 && reader.Remaining > NegotiateGuid:
                cargo = reader.Rest[NegotiateGuid..];
                return SmbCargo.Token;
            case (Command.SessionSetupAndX, false) when words.Length == 24:
            case (Command.SessionSetupAndX, true) when words.Length == 8:
                cargo = reader.Rest;
                return SmbCargo.Token;
            case (Command.Transaction, false) when words.Length >= 28:
                return Data(message, words, lengthAt: 22, offsetAt: 24, out cargo);
            case (Command.Transaction, true) when words.Length >= 20:
                return Data(message, words, lengthAt: 12, offsetAt: 14, out cargo);
            case (Command.WriteAndX, false) when words.Length >= 24:
                return Data(message, words, lengthAt: 20, offsetAt: 22, out cargo);
            case (Command.ReadAndX, true) when words.Length >= 24:
                return Data(message, words, lengthAt: 10, offsetAt: 12, out cargo);
            default:
                return SmbCargo.None;
        }
    }

    private static SmbCargo Data(ReadOnlySpan<byte> message, ReadOnlySpan<byte> words, int lengthAt, int offsetAt, out ReadOnlySpan<byte> cargo)
    {
        var length = new ByteReader(words[lengthAt..]).U16Le();
        var offset = new ByteReader(words[offsetAt..]).U16Le();
        cargo = SmbMessage.Part(message, offset, length);
        return cargo.IsEmpty ? SmbCargo.None : SmbCargo.Data;
    }
}
