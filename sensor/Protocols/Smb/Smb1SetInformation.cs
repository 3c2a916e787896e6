using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// TRANS2_SET_FILE_INFORMATION and TRANS2_SET_PATH_INFORMATION ([MS-CIFS] §2.2.6.9 and §2.2.6.7), by which files are deleted and renamed.
/// <code>
/// words: … | parameter count 2 at 18, offset 2 | data count 2 at 22, offset 2 | setup count 1 at 26 | 1 | subcommand 2 at 28
/// parameters: file: | fid 2 | level 2 | 2 |     path: | level 2 | 4 | name |
/// data: to delete: | 1 |     to rename ([MS-FSCC] §2.4.42.1): | replace 1 | 3 | root 4 | length 4 | name |
/// </code>
/// </summary>
internal static class Smb1SetInformation
{
    private const ushort SetPath = 6;
    private const ushort SetFile = 8;

    private enum Level : ushort { Disposition = 0x0102, Rename = 1010, PassedDisposition = 1013 } // [MS-SMB] §2.2.2.3.5: 1000 and the class of [MS-FSCC]

    /// <summary>Reads one; whether it renames or deletes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, in Smb1Header header, scoped in Smb1Block block, ref SmbRequest request)
    {
        var parameters = Smb2Fields.Part(message, block.Word(20), block.Word(18));
        var data = Smb2Fields.Part(message, block.Word(24), block.Word(22));
        var reader = new ByteReader(parameters);
        switch (block.Word(28))
        {
            case SetFile:
                request = request with { File = reader.U16Le() };
                break;
            case SetPath:
                var place = block.Word(20) + 6;
                request = request with { Name = SmbText.Next(message, ref place, header.IsUnicode), File = Smb2Fields.FileBefore };
                break;
            default:
                return false;
        }
        var level = (Level)reader.U16Le();
        if (reader.Truncated) return false;
        switch (level)
        {
            case Level.Disposition or Level.PassedDisposition when data.Length > 0 && data[0] != 0:
                request = request with { Intent = SmbIntent.Delete };
                return true;
            case Level.Rename:
                request = request with { Intent = SmbIntent.Rename, From = request.Name, Name = NewName(data, header.IsUnicode) };
                return true;
            default:
                return false;
        }
    }

    private static string NewName(ReadOnlySpan<byte> data, bool isUnicode)
    {
        var reader = new ByteReader(data);
        reader.Skip(8);
        var length = reader.U32Le();
        if (reader.Truncated) return string.Empty;
        var name = length < (uint)reader.Remaining ? reader.Rest[..(int)length] : reader.Rest;
        return isUnicode ? SmbText.FromUtf16(name) : SmbText.FromOem(name);
    }
}
