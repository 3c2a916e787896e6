using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>Reads the requests of SMB 2 and 3 that wait for an answer: what of them must be remembered until then.</summary>
internal static class Smb2Requests
{
    /// <summary>FSCTL_PIPE_TRANSCEIVE ([MS-FSCC] §2.3): writes to a pipe and reads what it answers.</summary>
    public const uint PipeTransceive = 0x0011_C017;

    private const uint DeleteOnClose = 0x1000;      // FILE_DELETE_ON_CLOSE (§2.2.13)
    private const byte FileInformation = 1;         // SMB2_0_INFO_FILE (§2.2.39)

    private enum FileClass : byte { Rename = 10, Disposition = 13, DispositionEx = 64, RenameEx = 65 } // [MS-FSCC] §2.4

    /// <summary>Reads one; false for those whose answers are of no interest. <paramref name="cargo"/> is a token, or data for a pipe.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> message, in Smb2Header header, scoped ref Smb2Chain chain, out SmbRequest request, out ReadOnlySpan<byte> cargo)
    {
        var reader = new ByteReader(message[Smb2Header.Length..]);
        cargo = default;
        request = new SmbRequest
        {
            Command = (ushort)header.Command,
            Session = header.Session,
            Tree = header.Tree,
            IsSigned = header.IsSigned,
            IsChained = header.Next != 0,
            File = Smb2Fields.FileBefore,
        };
        switch (header.Command)
        {
            case Smb2Command.SessionSetup:
                request = ReadSessionSetup(message, ref reader, request, out cargo);
                break;
            case Smb2Command.TreeConnect:
                request = ReadTreeConnect(message, ref reader, request);
                break;
            case Smb2Command.Create:
                request = ReadCreate(message, ref reader, request);
                (chain.File, chain.Opener) = (Smb2Fields.FileBefore, header.MessageId);
                break;
            case Smb2Command.Close:
                reader.Skip(8);
                request = WithFile(request, ref reader, ref chain);
                break;
            case Smb2Command.Read:
                reader.Skip(16);
                request = WithFile(request, ref reader, ref chain);
                break;
            case Smb2Command.Write:
                request = ReadWrite(message, ref reader, ref chain, request, out cargo);
                break;
            case Smb2Command.Ioctl:
                request = ReadIoctl(message, ref reader, ref chain, request, out cargo);
                break;
            case Smb2Command.SetInfo:
                request = ReadSetInfo(message, ref reader, ref chain, request);
                break;
            default:
                return false;
        }
        return !reader.Truncated;
    }

    // §2.2.5: | size 2 | flags 1 | security mode 1 | capabilities 4 | channel 4 | token offset 2 | token length 2 | previous session 8 |
    private static SmbRequest ReadSessionSetup(ReadOnlySpan<byte> message, scoped ref ByteReader reader, SmbRequest request, out ReadOnlySpan<byte> token)
    {
        reader.Skip(2);
        var flags = reader.U8();
        reader.Skip(9);
        uint offset = reader.U16Le();
        uint length = reader.U16Le();
        token = Smb2Fields.Part(message, offset, length);
        return request with { Detail = flags, PreviousSession = reader.U64Le() };
    }

    // §2.2.9: | size 2 | flags 2 | path offset 2 | path length 2 |
    private static SmbRequest ReadTreeConnect(ReadOnlySpan<byte> message, scoped ref ByteReader reader, SmbRequest request)
    {
        reader.Skip(4);
        uint offset = reader.U16Le();
        uint length = reader.U16Le();
        return request with { Intent = SmbIntent.Connect, Name = SmbText.FromUtf16(Smb2Fields.Part(message, offset, length)) };
    }

    // §2.2.13: | size 2 | 1 | oplock 1 | impersonation 4 | 16 | access 4 | attributes 4 | share access 4 | disposition 4 | options 4 | name offset 2 | name length 2 |
    private static SmbRequest ReadCreate(ReadOnlySpan<byte> message, scoped ref ByteReader reader, SmbRequest request)
    {
        reader.Skip(24);
        var access = reader.U32Le();
        reader.Skip(8);
        var disposition = reader.U32Le();
        var options = reader.U32Le();
        uint offset = reader.U16Le();
        uint length = reader.U16Le();
        return request with
        {
            Intent = SmbIntent.Open,
            Name = SmbText.FromUtf16(Smb2Fields.Part(message, offset, length)),
            Detail = access,
            Disposition = disposition,
            DeletesOnClose = (options & DeleteOnClose) != 0,
        };
    }

    // §2.2.21: | size 2 | data offset 2 | length 4 | offset 8 | file id 16 |
    private static SmbRequest ReadWrite(
        ReadOnlySpan<byte> message, scoped ref ByteReader reader, scoped ref Smb2Chain chain, SmbRequest request, out ReadOnlySpan<byte> data)
    {
        reader.Skip(2);
        uint offset = reader.U16Le();
        var length = reader.U32Le();
        reader.Skip(8);
        data = Smb2Fields.Part(message, offset, length);
        return WithFile(request, ref reader, ref chain) with { Detail = length };
    }

    // §2.2.31: | size 2 | 2 | code 4 | file id 16 | input offset 4 | input count 4 | …
    private static SmbRequest ReadIoctl(
        ReadOnlySpan<byte> message, scoped ref ByteReader reader, scoped ref Smb2Chain chain, SmbRequest request, out ReadOnlySpan<byte> data)
    {
        reader.Skip(4);
        var code = reader.U32Le();
        request = WithFile(request, ref reader, ref chain);
        var offset = reader.U32Le();
        var length = reader.U32Le();
        data = code == PipeTransceive ? Smb2Fields.Part(message, offset, length) : default;
        return request with { Detail = code == PipeTransceive ? length : 0 };
    }

    // §2.2.39: | size 2 | type 1 | class 1 | length 4 | offset 2 | 2 | 4 | file id 16 |
    private static SmbRequest ReadSetInfo(ReadOnlySpan<byte> message, scoped ref ByteReader reader, scoped ref Smb2Chain chain, SmbRequest request)
    {
        reader.Skip(2);
        var type = reader.U8();
        var kind = (FileClass)reader.U8();
        var length = reader.U32Le();
        uint offset = reader.U16Le();
        reader.Skip(6);
        request = WithFile(request, ref reader, ref chain);
        var data = Smb2Fields.Part(message, offset, length);
        if (type != FileInformation) return request;
        return kind switch
        {
            FileClass.Rename or FileClass.RenameEx => request with { Intent = SmbIntent.Rename, Name = NewName(data) },
            FileClass.Disposition or FileClass.DispositionEx when data.Length > 0 && (data[0] & 1) != 0 => request with { Intent = SmbIntent.Delete },
            _ => request,
        };
    }

    // [MS-FSCC] §2.4.42.2: | replace 1 | 7 | root 8 | name length 4 | name |
    private static string NewName(ReadOnlySpan<byte> data)
    {
        var reader = new ByteReader(data);
        reader.Skip(16);
        var length = reader.U32Le();
        return reader.Truncated ? string.Empty : SmbText.FromUtf16(length < (uint)reader.Remaining ? reader.Rest[..(int)length] : reader.Rest);
    }

    /// <summary>Reads a FileId; all ones mean the file of the messages before in the chain.</summary>
    private static SmbRequest WithFile(SmbRequest request, scoped ref ByteReader reader, scoped ref Smb2Chain chain)
    {
        var file = Smb2Fields.FileId(ref reader);
        if (file != Smb2Fields.FileBefore) (chain.File, chain.Opener) = (file, 0);
        return request with { File = chain.File, Opener = chain.Opener };
    }
}
