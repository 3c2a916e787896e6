using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// Messages of SMB 2 and 3 ([MS-SMB2] §2.2).
/// <code>| fe 'SMB' | size 2 | credit charge 2 | status 4 | command 2 | credits 2 | flags 4 | next 4 | … 40 | body |</code>
/// </summary>
public static class Smb2Message
{
    private const int HeaderLength = 64;
    private const uint IsResponse = 1;              // SMB2_FLAGS_SERVER_TO_REDIR
    private const uint PipeTransceive = 0x0011C017; // FSCTL_PIPE_TRANSCEIVE

    private enum Command : ushort { Negotiate = 0, SessionSetup = 1, Read = 8, Write = 9, Ioctl = 11 }

    /// <summary>Finds the token or data of a message; of a chain of messages the first is looked at.</summary>
    public static SmbCargo Cargo(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> cargo)
    {
        cargo = default;
        var reader = new ByteReader(message);
        reader.Skip(12);
        var command = (Command)reader.U16Le();
        reader.Skip(2);
        var response = (reader.U32Le() & IsResponse) != 0;
        reader.Skip(HeaderLength - 20);
        if (reader.Truncated) return SmbCargo.None;
        return (command, response) switch
        {
            (Command.Negotiate, true) => Token(message, ref reader, before: 56, out cargo),          // §2.2.4
            (Command.SessionSetup, false) => Token(message, ref reader, before: 12, out cargo),      // §2.2.5
            (Command.SessionSetup, true) => Token(message, ref reader, before: 4, out cargo),        // §2.2.6
            (Command.Read, true) => ReadData(message, ref reader, out cargo),
            (Command.Write, false) => WriteData(message, ref reader, out cargo),
            (Command.Ioctl, _) => IoctlData(message, ref reader, response, out cargo),
            _ => SmbCargo.None,
        };
    }

    private static SmbCargo Token(ReadOnlySpan<byte> message, scoped ref ByteReader reader, int before, out ReadOnlySpan<byte> cargo)
    {
        reader.Skip(before);
        uint offset = reader.U16Le();
        uint length = reader.U16Le();
        cargo = SmbMessage.Part(message, offset, length);
        return reader.Truncated || cargo.IsEmpty ? SmbCargo.None : SmbCargo.Token;
    }

    private static SmbCargo ReadData(ReadOnlySpan<byte> message, scoped ref ByteReader reader, out ReadOnlySpan<byte> cargo)     // §2.2.20
    {
        reader.Skip(2);
        uint offset = reader.U8();
        reader.Skip(1);
        return Data(message, offset, reader.U32Le(), out cargo);
    }

    private static SmbCargo WriteData(ReadOnlySpan<byte> message, scoped ref ByteReader reader, out ReadOnlySpan<byte> cargo)    // §2.2.21
    {
        reader.Skip(2);
        uint offset = reader.U16Le();
        return Data(message, offset, reader.U32Le(), out cargo);
    }

    private static SmbCargo IoctlData(ReadOnlySpan<byte> message, scoped ref ByteReader reader, bool response, out ReadOnlySpan<byte> cargo)
    {
        reader.Skip(4);
        var code = reader.U32Le();
        reader.Skip(16);                            // file id
        if (response) reader.Skip(8);               // input, which answers leave empty (§2.2.32)
        var offset = reader.U32Le();
        var length = reader.U32Le();
        cargo = default;
        return code == PipeTransceive ? Data(message, offset, length, out cargo) : SmbCargo.None;
    }

    private static SmbCargo Data(ReadOnlySpan<byte> message, uint offset, uint length, out ReadOnlySpan<byte> cargo)
    {
        cargo = SmbMessage.Part(message, offset, length);
        return cargo.IsEmpty ? SmbCargo.None : SmbCargo.Data;
    }
}
