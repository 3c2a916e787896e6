using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Tls;

//  0      1         3       5             11       13
//  +------+---------+-------+-------------+--------+----------+     DTLS 1.3, encrypted:  001CSLEE …
//  | type | version | epoch | sequence 48 | length | fragment |     (RFC 9147 §4)
//  +------+---------+-------+-------------+--------+----------+
//  fragment of a handshake message (RFC 6347 §4.2.2): type, length 24, message number 16, offset 24, piece 24, bytes

/// <summary>The record layer of DTLS 1.0 to 1.3 over datagrams; STUN, SRTP and others beside it pass unnoticed (RFC 7983).</summary>
public sealed class DtlsParser : IProtocolParser
{
    private const int HeaderBytes = 13;
    private const int MaxWrongVersions = 10; // in a row, as Zeek has it: then this is something else

    private readonly TlsSession _session = new(Ja4Transport.Dtls);
    private readonly DtlsAssembler _client = new();
    private readonly DtlsAssembler _server = new();
    private bool _clientEncrypts, _serverEncrypts;
    private int _wrongVersions;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (_session.Told) return ParseResult.Done;
        if (!IsDtls(bytes)) return ParseResult.Continue(bytes.Length);
        var reader = new ByteReader(bytes);
        while (!reader.AtEnd) // ends: each turn consumes a record, or returns
        {
            if (IsUnified(reader.Rest[0])) return OnUnified(direction, flow) ? ParseResult.Done : ParseResult.Continue(bytes.Length);
            if (reader.Remaining < HeaderBytes) break;
            var type = (TlsContentType)reader.U8();
            var version = reader.U16();
            var epoch = reader.U16();
            reader.Skip(6); // sequence number
            var fragment = reader.Bytes(reader.U16());
            if (version is not (TlsVersions.Dtls10 or TlsVersions.Dtls12))
                return ++_wrongVersions > MaxWrongVersions ? Finish(flow) : ParseResult.Continue(bytes.Length);
            if (_session.Confirmed) _wrongVersions = 0;
            if (reader.Truncated) break;
            var well = epoch == 0 ? OnPlain(type, fragment, direction, flow) : OnEncrypted(flow);
            if (!well) return Break(flow);
            if (_session.Told) return ParseResult.Done;
        }
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Continue(0);

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow)
    {
    }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) => _session.Tell(flow);

    /// <inheritdoc/>
    public void Reset()
    {
        _session.Reset();
        _client.Reset();
        _server.Reset();
        _clientEncrypts = _serverEncrypts = false;
        _wrongVersions = 0;
    }

    private static bool IsDtls(ReadOnlySpan<byte> bytes)
    {
        const int firstType = 20, lastType = 63; // RFC 7983 §7: what else shares a port begins outside of this
        return !bytes.IsEmpty && bytes[0] is >= firstType and <= lastType;
    }

    private bool IsUnified(byte first) => _session.Negotiated == TlsVersions.Dtls13 && (first & 0xE0) == 0x20;

    /// <summary>An encrypted record of DTLS 1.3; true when with it the handshake is over.</summary>
    private bool OnUnified(Direction direction, IFlowContext flow)
    {
        StartEncryption(direction);
        OnEncrypted(flow);
        return _session.Told;
    }

    private bool OnEncrypted(IFlowContext flow)
    {
        if (_clientEncrypts && _serverEncrypts) _session.Establish(flow);
        return true;
    }

    private bool OnPlain(TlsContentType type, ReadOnlySpan<byte> fragment, Direction direction, IFlowContext flow)
    {
        const int alertBytes = 2;
        _session.Begin(flow);
        switch (type)
        {
            case TlsContentType.Handshake:
                return OnHandshake(fragment, direction, flow);
            case TlsContentType.ChangeCipherSpec when !fragment.IsEmpty:
                _session.OnChangeCipherSpec(direction, flow);
                StartEncryption(direction);
                return true;
            case TlsContentType.Alert when fragment.Length >= alertBytes:
                _session.OnAlert(fragment[1], direction, flow);
                return true;
            case TlsContentType.Heartbeat:
                _session.OnHeartbeat(direction, flow);
                return true;
            default:
                return type == TlsContentType.ApplicationData;
        }
    }

    private bool OnHandshake(ReadOnlySpan<byte> record, Direction direction, IFlowContext flow)
    {
        var assembler = direction == Direction.FromOriginator ? _client : _server;
        while (assembler.TryNext(ref record, out var type, out var body)) // ends: each turn uses up bytes of the record
        {
            if (!_session.OnHandshake(type, body, direction, flow)) return false;
        }
        return !assembler.Malformed;
    }

    private void StartEncryption(Direction direction)
    {
        if (direction == Direction.FromOriginator) _clientEncrypts = true;
        else _serverEncrypts = true;
    }

    private ParseResult Finish(IFlowContext flow)
    {
        _session.Tell(flow);
        return ParseResult.Done;
    }

    private ParseResult Break(IFlowContext flow)
    {
        if (!_session.Exists) return ParseResult.NotThis;
        if (_session.Confirmed) flow.RetractService("dtls");
        _session.Tell(flow);
        return ParseResult.Violation;
    }
}
