using NetSensor.Wire;

namespace NetSensor.Protocols.Dns;

//  +------------+
//  |   Header   |
//  |  Question  |   name, type, class
//  |   Answer   |   name, type, class, TTL, length, data
//  | Authority  |
//  | Additional |
//  +------------+

/// <summary>
/// Walks a message (RFC 1035 §4) from its header on, question by question and record by record. A fault ends the walk where Zeek's analyzer
/// ends it; a name that is only partly good does not.
/// </summary>
public ref struct DnsMessageReader(ReadOnlySpan<byte> message, bool longLabels, Span<byte> scratch)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private readonly Span<byte> _scratch = scratch;   // DnsName.MaxBytes; holds the name that was read last
    private int _position = DnsHeader.Length;

    /// <summary>What was wrong so far.</summary>
    public DnsFault Fault { get; private set; }

    /// <summary>Where the next question or record begins.</summary>
    public readonly int Position => _position;

    /// <summary>Reads the next question; its name as it was sent comes in <paramref name="name"/>, valid until the next read.</summary>
    public bool TryQuestion(out DnsQuestion question, out ReadOnlySpan<byte> name)
    {
        var start = _position;
        name = Name();
        var reader = new ByteReader(_message[_position..]);
        question = new DnsQuestion(start, reader.U16(), reader.U16());
        if (reader.Truncated) return Fail(DnsFault.QuestionCut);
        _position += reader.Position;
        return true;
    }

    /// <summary>Reads the next record; its owner, lower-cased, comes in <paramref name="owner"/>, valid until the next read.</summary>
    public bool TryRecord(out DnsRecord record, out ReadOnlySpan<byte> owner)
    {
        var start = _position;
        owner = Name();
        DnsName.ToLower(_scratch[..owner.Length]);
        var reader = new ByteReader(_message[_position..]);
        record = new DnsRecord(start, (DnsType)reader.U16(), reader.U16(), reader.U32(), 0, reader.U16());
        if (reader.Truncated) return Fail(DnsFault.RecordCut);
        _position += reader.Position;
        record = record with { DataOffset = _position };
        var left = _message.Length - _position;
        if (record.DataLength > left) return Fail(DnsFault.DataCut);
        if (record.DataLength == 0 && left > 0 && record.Type != DnsType.Opt) return Fail(DnsFault.NoData);
        _position += record.DataLength;
        return true;
    }

    private ReadOnlySpan<byte> Name()
    {
        var outcome = DnsName.Read(_message, _position, longLabels, _scratch);
        _position = outcome.Next;
        Fault |= outcome.Fault;
        return _scratch[..outcome.Length];
    }

    private bool Fail(DnsFault fault)
    {
        Fault |= fault;
        return false;
    }
}
