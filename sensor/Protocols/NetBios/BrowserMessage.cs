using NetSensor.Protocols.Dns;
using NetSensor.Wire;

namespace NetSensor.Protocols.NetBios;

/// <summary>
/// A NetBIOS datagram (RFC 1002 §4.4) with an SMB transaction to the browser's mailslot in it ([MS-BRWS] §2.2, [MS-CIFS] §2.2.4.33):
/// <code>
/// | type 1 | flags 1 | id 2 | source address 4 | source port 2 | length 2 | offset 2 | source name | destination name |
/// | FF "SMB" 25 … 27 | word count 1 | words | byte count 2 | "\MAILSLOT\BROWSE" 0 | command 1 | … |
/// announcement: | command 1 | update count 1 | periodicity 4 | name 16 | version 1+1 | server type 4 | browser version 2 | signature 2 | comment |
/// </code>
/// </summary>
public readonly record struct BrowserMessage(
    int Command, string? SenderName, string Name, int MajorVersion, int MinorVersion, uint ServerType, string? Comment)
{
    /// <summary>A host's announcement.</summary>
    public const int Host = 1;
    /// <summary>A domain's.</summary>
    public const int Domain = 12;
    /// <summary>A local master browser's.</summary>
    public const int LocalMaster = 15;

    private const byte DirectUnique = 0x10;
    private const byte Broadcast = 0x12;
    private const int DatagramHeader = 14;
    private const int SmbHeader = 32;
    private const byte Transaction = 0x25;
    private const int NameLength = 16;
    private const int MaxComment = 48;          // 43 in [MS-BRWS]
    private const int WordsOfOffset = 12;       // the thirteenth word of a transaction is where its data lie

    /// <summary>Whether the datagram has the head of a NetBIOS datagram with a name in it.</summary>
    public static bool CouldBe(ReadOnlySpan<byte> bytes) =>
        bytes.Length > DatagramHeader + 34 && bytes[0] is >= DirectUnique and <= Broadcast && bytes[DatagramHeader] == 32;

    /// <summary>Reads an announcement; false for everything else that datagrams carry.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out BrowserMessage message)
    {
        message = default;
        if (!CouldBe(bytes)) return false;
        Span<byte> name = stackalloc byte[DnsName.MaxBytes];
        var source = DnsName.Read(bytes, DatagramHeader, true, name);
        var sender = NetBiosText(name[..source.Length]);
        if (source.Next >= bytes.Length) return false;
        var destination = DnsName.Read(bytes, source.Next, true, name);
        if (destination.Next >= bytes.Length) return false;
        var smb = bytes[destination.Next..];
        if (!TryFindData(smb, out var data)) return false;
        return TryReadAnnouncement(data, sender, out message);
    }

    private static bool TryFindData(ReadOnlySpan<byte> smb, out ReadOnlySpan<byte> data)
    {
        data = default;
        var reader = new ByteReader(smb);
        if (reader.U32() != 0xFF534D42 || reader.U8() != Transaction) return false;
        reader.Skip(SmbHeader - 5);
        var words = reader.Block(2 * reader.U8());
        words.Skip(2 * (WordsOfOffset - 1));
        var (length, offset) = (words.U16Le(), words.U16Le());
        var rest = reader.Bytes(reader.U16Le());
        if (reader.Truncated || words.Truncated || rest.IndexOf("\\MAILSLOT\\BROWSE"u8) < 0) return false;
        if (offset + length > smb.Length) return false;
        data = smb.Slice(offset, length);
        return true;
    }

    private static bool TryReadAnnouncement(ReadOnlySpan<byte> data, string? sender, out BrowserMessage message)
    {
        var reader = new ByteReader(data);
        int command = reader.U8();
        reader.Skip(5);
        var name = reader.Bytes(NameLength);
        int major = reader.U8(), minor = reader.U8();
        var type = reader.U32Le();
        reader.Skip(4);
        message = default;
        if (reader.Truncated || command is not (Host or Domain or LocalMaster)) return false;
        message = new BrowserMessage(command, sender, Text(name, NameLength), major, minor, type, Text(reader.Rest, MaxComment) is { Length: > 0 } comment ? comment : null);
        return message.Name.Length > 0;
    }

    private static string Text(ReadOnlySpan<byte> bytes, int most)
    {
        var end = bytes.IndexOf((byte)0);
        return EscapedText.From((end < 0 ? bytes : bytes[..end]).TrimEnd((byte)' '), most);
    }

    private static string? NetBiosText(ReadOnlySpan<byte> encoded)
    {
        Span<byte> name = stackalloc byte[NameLength];
        var length = NetBiosName.Decode(encoded, name);
        return length > 0 ? EscapedText.From(name[..length], NameLength) : null;
    }
}
