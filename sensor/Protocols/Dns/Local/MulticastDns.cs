using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Dns.Local;

/// <summary>
/// What a multicast DNS message announces (RFC 6762): the records of all sections of an answer; of a query only those that its sender is about to claim,
/// which stand in the authority section (§8.2). Names keep their case: people chose them.
/// </summary>
internal static class MulticastDns
{
    public const ushort Port = 5353;

    private const int MaxRecords = 100;         // what fits into a packet of 1,500 bytes
    private const int MaxTexts = 32;            // keys of a TXT record; printers have two dozen
    private const int MaxText = 255;            // bytes of a string, as its length says

    /// <summary>Tells what the message announces, if anything.</summary>
    public static void Tell(ReadOnlySpan<byte> message, Direction direction, IFlowContext flow)
    {
        if (!DnsHeader.TryRead(message, out var header) || header.Opcode != 0) return;
        var records = Read(message, header);
        if (records is null) return;
        flow.Emit(new ServiceAnnouncementEvent { Sender = flow.Sender(direction), SenderMac = flow.SenderMac(direction), Records = records });
    }

    private static List<AnnouncedRecord>? Read(ReadOnlySpan<byte> message, in DnsHeader header)
    {
        Span<byte> name = stackalloc byte[DnsName.MaxBytes];
        var at = DnsHeader.Length;
        for (var i = 0; i < header.Questions && at < message.Length; i++) at = DnsName.Read(message, at, false, name).Next + 4; // ends: counts up
        var skip = header.IsResponse ? 0 : header.Answers;          // a query's answers are what its sender heard from others
        var total = Math.Min(skip + MaxRecords, header.Answers + header.Authorities + (header.IsResponse ? header.Additionals : 0));
        List<AnnouncedRecord>? records = null;
        for (var i = 0; i < total && at < message.Length; i++)      // ends: counts up
        {
            var owner = DnsName.Read(message, at, false, name);
            if (owner.Fault != DnsFault.None || owner.Next > message.Length) break;
            var reader = new ByteReader(message[owner.Next..]);
            var type = (DnsType)reader.U16();
            reader.Skip(2);
            var timeToLive = reader.U32();
            var length = reader.U16();
            reader.Skip(length);
            if (reader.Truncated) break;
            at = owner.Next + reader.Position;
            if (i < skip) continue;
            var record = new DnsRecord(owner.Next, type, 1, timeToLive, at - length, length);
            if (Record(message, record, EscapedText.From(name[..owner.Length], DnsName.MaxBytes)) is { } told) (records ??= []).Add(told);
        }
        return records;
    }

    private static AnnouncedRecord? Record(ReadOnlySpan<byte> message, in DnsRecord record, string owner)
    {
        var (type, lifetime) = ((int)record.Type, TimeSpan.FromSeconds(record.TimeToLive));
        var data = record.Data(message);
        switch (record.Type)
        {
            case DnsType.A when data.Length == 4: return new AnnouncedRecord(owner, type, lifetime, Address: IpAddr.FromIPv4(data));
            case DnsType.Aaaa when data.Length == 16: return new AnnouncedRecord(owner, type, lifetime, Address: IpAddr.FromIPv6(data));
            case DnsType.Ptr: return new AnnouncedRecord(owner, type, lifetime, Target: Name(message, record.DataOffset));
            case DnsType.Srv when data.Length > 6:
                return new AnnouncedRecord(owner, type, lifetime, Target: Name(message, record.DataOffset + 6), Port: (data[4] << 8) | data[5]);
            case DnsType.Txt or DnsType.Hinfo: return new AnnouncedRecord(owner, type, lifetime, Texts: Texts(data));
            default: return null;
        }
    }

    private static string Name(ReadOnlySpan<byte> message, int offset)
    {
        Span<byte> name = stackalloc byte[DnsName.MaxBytes];
        var outcome = DnsName.Read(message, offset, false, name);
        return EscapedText.From(name[..outcome.Length], DnsName.MaxBytes);
    }

    private static List<string> Texts(ReadOnlySpan<byte> data)
    {
        var texts = new List<string>();
        var reader = new ByteReader(data);
        while (!reader.AtEnd && texts.Count < MaxTexts) // ends: each turn consumes a byte
        {
            var text = reader.Bytes(reader.U8());
            if (reader.Truncated) break;
            if (!text.IsEmpty) texts.Add(EscapedText.From(text, MaxText));
        }
        return texts;
    }
}
