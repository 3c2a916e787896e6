using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Dns;

/// <summary>Reads one message into the transaction that it belongs to.</summary>
internal static class DnsTransactionReader
{
    private const int MaxAnswerText = 64 * 1024;  // a message's worth; compression could otherwise blow 64 KB up to 20 MB of names
    private const ushort NetBiosPort = 137;

    /// <summary>What came of a message: its faults, the type that was unknown, whether it was well-formed up to its answers, its text.</summary>
    internal struct Outcome
    {
        public DnsFault Fault;
        public DnsType UnknownType;
        public bool IsWellFormed;
        public int TextLength;
        public bool TextCut;
    }

    /// <summary>
    /// Reads questions and answers; <paramref name="transaction"/> is null for what is only checked (other opcodes).
    /// Records behind the answers only tell of EDNS.
    /// </summary>
    public static Outcome Read(ReadOnlySpan<byte> message, in DnsHeader header, DnsTransactionEvent? transaction, IFlowContext flow)
    {
        Span<byte> scratch = stackalloc byte[DnsName.MaxBytes];
        Span<byte> nameInData = stackalloc byte[DnsName.MaxBytes];
        var outcome = new Outcome();
        var isNetBios = flow.ResponderPort == NetBiosPort && flow.Transport == Transport.Udp;
        var reader = new DnsMessageReader(message, flow.ResponderPort == NetBiosPort, scratch);
        outcome.IsWellFormed = Questions(ref reader, header, transaction, isNetBios, ref outcome)
            && Answers(message, ref reader, header, transaction, flow, isNetBios, nameInData, ref outcome);
        outcome.Fault |= reader.Fault;
        if (outcome.IsWellFormed && transaction is not null && !header.IsResponse) Edns(message, ref reader, header, transaction);
        return outcome;
    }

    private static bool Questions(ref DnsMessageReader reader, in DnsHeader header, DnsTransactionEvent? transaction, bool isNetBios,
        ref Outcome outcome)
    {
        for (var i = 0; i < header.Questions; i++)
        {
            if (!reader.TryQuestion(out var question, out var name)) return false;
            if (transaction is null) continue;
            if (header.IsResponse)
            {
                if (header.Answers == 0 && header.Authorities == 0 && header.Additionals == 0) transaction.Rejected = true;
                continue;
            }
            Ask(transaction, header, question, name, isNetBios);
            outcome.TextLength += transaction.Query!.Length;
        }
        return true;
    }

    private static void Ask(DnsTransactionEvent transaction, in DnsHeader header, in DnsQuestion question, ReadOnlySpan<byte> name,
        bool isNetBios)
    {
        transaction.RecursionDesired = header.RecursionDesired;
        transaction.Truncated = header.IsTruncated;
        transaction.Reserved = header.Reserved;
        transaction.QueryClass = question.Class;
        transaction.QueryClassName = DnsCodes.ClassName(question.Class);
        transaction.QueryType = question.Type;
        transaction.QueryTypeName = isNetBios && question.Type == (int)DnsType.Srv ? "NBSTAT" : DnsCodes.TypeName(question.Type);
        Span<byte> text = stackalloc byte[DnsName.MaxBytes];
        var length = isNetBios ? NetBiosName.Decode(name, text) : -1;
        if (length < 0)
        {
            length = name.Length;
            name.CopyTo(text);
            DnsName.ToLower(text[..length]);
        }
        transaction.Query = EscapedText.From(text[..length], DnsName.MaxBytes);
    }

    private static bool Answers(ReadOnlySpan<byte> message, ref DnsMessageReader reader, in DnsHeader header,
        DnsTransactionEvent? transaction, IFlowContext flow, bool isNetBios, Span<byte> scratch, ref Outcome outcome)
    {
        for (var i = 0; i < header.Answers; i++)
        {
            if (!reader.TryRecord(out var record, out var owner)) return false;
            if (transaction is null || !header.IsResponse || (isNetBios && record.Type == DnsType.Srv)) continue;
            var whole = DnsAnswer.TryTell(message, record, owner, scratch, ref outcome.Fault, out var kind, out var text);
            if (kind != DnsAnswerKind.Silent) Answer(message, header, transaction, record, owner, text, flow, ref outcome);
            if ((outcome.Fault & DnsFault.UnknownType) != 0 && outcome.UnknownType == 0) outcome.UnknownType = record.Type;
            if (!whole) return false;
        }
        return true;
    }

    private static void Answer(ReadOnlySpan<byte> message, in DnsHeader header, DnsTransactionEvent transaction, in DnsRecord record,
        ReadOnlySpan<byte> owner, string text, IFlowContext flow, ref Outcome outcome)
    {
        transaction.Query ??= EscapedText.From(owner, DnsName.MaxBytes);
        transaction.AuthoritativeAnswer = header.IsAuthoritative;
        transaction.RecursionAvailable = header.RecursionAvailable;
        if (transaction.RoundTrip is null && flow.Now.Nanoseconds != transaction.Begin.Nanoseconds)
            transaction.RoundTrip = flow.Now - transaction.Begin;
        outcome.TextCut |= outcome.TextLength > MaxAnswerText;
        if (text.Length == 0 || outcome.TextCut) return;
        outcome.TextLength += text.Length;
        var timeToLive = TimeSpan.FromSeconds(record.TimeToLive);
        (transaction.Answers ??= []).Add(text);
        (transaction.TimesToLive ??= []).Add(timeToLive);
        if (record.Type is not (DnsType.A or DnsType.Aaaa)) return;
        var data = record.Data(message);
        var address = record.Type == DnsType.A ? IpAddr.FromIPv4(data) : IpAddr.FromIPv6(data);
        (transaction.Addresses ??= []).Add(new DnsAddress(EscapedText.From(owner, DnsName.MaxBytes), address, timeToLive));
    }

    private static void Edns(ReadOnlySpan<byte> message, ref DnsMessageReader reader, in DnsHeader header, DnsTransactionEvent transaction)
    {
        for (var i = 0; i < header.Authorities + header.Additionals; i++)
        {
            if (!reader.TryRecord(out var record, out _)) return;
            if (record.Type != DnsType.Opt) continue;
            var edns = DnsEdns.From(record);
            transaction.EdnsPayloadSize = edns.PayloadSize;
            transaction.DnssecOk = edns.DnssecOk;
            if (DnsEdns.TryFind(record.Data(message), DnsEdns.ClientSubnetOption, out var value)
                && DnsEdns.TryReadSubnet(value, out var address, out var prefix))
                transaction.ClientSubnet = $"{address}/{prefix}";
            return;
        }
    }
}
