using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Dns.Local;

/// <summary>
/// What a NetBIOS name service message says of names (RFC 1002 §4.2): claims and answers
/// (<c>NB record: | flags 2 | address 4 | …</c>) and the list of a status answer
/// (<c>NBSTAT record: | count 1 | name 15, suffix 1, flags 2 | … | unit id 6 | …</c>).
/// </summary>
internal static class NetBiosNames
{
    public const ushort Port = 137;

    private const int Registration = 5;
    private const int Release = 6;
    private const int Refresh = 8;
    private const int RefreshOfOld = 9;         // RFC 1002's text says 9, its table 8: both are sent
    private const int NameLength = 15;
    private const int EncodedLength = 32;
    private const ushort GroupFlag = 0x8000;
    private const int MaxNames = 64;            // a host has about a dozen

    /// <summary>Tells what the message says, if it says something of names.</summary>
    public static void Tell(ReadOnlySpan<byte> message, Direction direction, IFlowContext flow)
    {
        if (!DnsHeader.TryRead(message, out var header)) return;
        Span<byte> name = stackalloc byte[DnsName.MaxBytes];
        var at = DnsHeader.Length;
        for (var i = 0; i < header.Questions && at < message.Length; i++) at = DnsName.Read(message, at, true, name).Next + 4; // ends: counts up
        if (header.IsResponse ? header.Answers == 0 : header.Additionals == 0) return;
        if (at >= message.Length) return;
        var owner = DnsName.Read(message, at, true, name);
        if (owner.Next > message.Length) return;
        var reader = new ByteReader(message[owner.Next..]);
        var type = (DnsType)reader.U16();
        reader.Skip(6);
        var data = reader.Block(reader.U16());
        if (reader.Truncated) return;
        if (type == DnsType.NetBios) TellClaim(header, Entry(name[..owner.Length]), ref data, direction, flow);
        else if (type == DnsType.Srv && header.IsResponse) TellStatus(ref data, direction, flow);
    }

    private static void TellClaim(in DnsHeader header, (string Name, byte Suffix)? claimed, ref ByteReader data, Direction direction, IFlowContext flow)
    {
        var operation = (header.IsResponse, header.Opcode) switch
        {
            (true, 0) => "answer",
            (false, Registration) => "registration",
            (false, Release) => "release",
            (false, Refresh or RefreshOfOld) => "refresh",
            _ => null,
        };
        var flags = data.U16();
        var address = data.Bytes(4);
        if (operation is null || data.Truncated || claimed is not { } name || (header.IsResponse && header.ResponseCode != 0)) return;
        flow.Emit(new NetBiosNameEvent
        {
            Operation = operation,
            Sender = flow.Sender(direction),
            SenderMac = flow.SenderMac(direction),
            Owner = IpAddr.FromIPv4(address),
            Names = [new NetBiosEntry(name.Name, name.Suffix, (flags & GroupFlag) != 0)],
        });
    }

    private static void TellStatus(ref ByteReader data, Direction direction, IFlowContext flow)
    {
        int count = data.U8();
        var names = new List<NetBiosEntry>(Math.Min(count, MaxNames));
        for (var i = 0; i < count; i++) // ends: counts up
        {
            var name = data.Bytes(NameLength);
            var suffix = data.U8();
            var flags = data.U16();
            if (data.Truncated) return;
            if (names.Count < MaxNames) names.Add(new NetBiosEntry(Text(name), suffix, (flags & GroupFlag) != 0));
        }
        var unit = data.Bytes(6);
        flow.Emit(new NetBiosNameEvent
        {
            Operation = "status",
            Sender = flow.Sender(direction),
            SenderMac = flow.SenderMac(direction),
            Owner = flow.Sender(direction),
            Names = names,
            UnitId = unit.IsEmpty ? default : MacAddress.From(unit),
        });
    }

    private static (string Name, byte Suffix)? Entry(ReadOnlySpan<byte> encoded)
    {
        Span<byte> name = stackalloc byte[NameLength];
        var length = Dns.NetBiosName.Decode(encoded, name);
        if (length < 0 || encoded.Length < EncodedLength) return null;
        return (EscapedText.From(name[..length], NameLength), Dns.NetBiosName.Suffix(encoded));
    }

    private static string Text(ReadOnlySpan<byte> name) => EscapedText.From(name.TrimEnd((byte)' ').TrimEnd((byte)0), NameLength);
}
