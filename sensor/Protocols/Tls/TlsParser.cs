using System.Buffers.Binary;
using NetSensor.Events;

namespace NetSensor.Protocols.Tls;

//  0      1         3        5
//  +------+---------+--------+-------------------+
//  | type | version | length | fragment (length) |
//  +------+---------+--------+-------------------+

/// <summary>
/// The record layer of TLS and SSL over a stream (RFC 8446 §5.1). It reads what is sent in the clear; encrypted records are skipped by
/// their length, and once both sides encrypt there is nothing left to learn.
/// </summary>
public sealed class TlsParser : IProtocolParser
{
    private const int HeaderBytes = 5;
    private const int MaxReadableRecord = 16 * 1024 + 2048; // RFC 5246 §6.2: 2^14, and room for what a cipher may add
    private const int MaxAlerts = 10;                        // in one record, as Zeek has it; one is usual
    private const byte LastContentType = 30;                 // as Zeek: what may begin a connection

    private readonly TlsSession _session = new(Ja4Transport.Tls);
    private readonly HandshakeAssembler _client = new();
    private readonly HandshakeAssembler _server = new();
    private ushort _recordVersion;
    private bool _clientEncrypts, _serverEncrypts;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (_session.Told) return ParseResult.Done;
        long consumed = 0;
        while (bytes.Length - consumed >= HeaderBytes) // ends: each turn consumes a record, or returns
        {
            var rest = bytes[(int)consumed..];
            var step = Recognise(rest, direction, out var length) ? OnRecord(rest, length, direction, flow) : Step.Broken;
            switch (step)
            {
                case Step.Wait: return ParseResult.Continue(consumed);
                case Step.Over: return ParseResult.Done;
                case Step.Broken: return Break(flow);
                default: consumed += length; break;
            }
        }
        return ParseResult.Continue(consumed);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        // Where records begin behind a gap nobody knows; like Zeek, tell what was seen and look no further.
        _session.Tell(flow);
        return ParseResult.Done;
    }

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
        _recordVersion = 0;
        _clientEncrypts = _serverEncrypts = false;
    }

    /// <summary>Finds the record's length, tag and header included; false when it is none.</summary>
    private bool Recognise(ReadOnlySpan<byte> header, Direction direction, out int length)
    {
        length = HeaderBytes + BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
        var version = BinaryPrimitives.ReadUInt16BigEndian(header[1..]);
        if (_recordVersion is 0 or TlsVersions.Ssl2 && Ssl2Record.Begins(header[0]))
        {
            length = Ssl2Record.WholeLength(header);
            return length >= HeaderBytes && (_recordVersion == TlsVersions.Ssl2 || IsSsl2Hello(header, direction));
        }
        if (_recordVersion == TlsVersions.Ssl2 || !TlsVersions.IsRecordVersion(version)) return false;
        if (_recordVersion != 0) return true;
        if (header[0] is < (byte)TlsContentType.ChangeCipherSpec or > LastContentType) return false;
        _recordVersion = version;
        return true;
    }

    private static bool IsSsl2Hello(ReadOnlySpan<byte> header, Direction direction)
    {
        var version = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
        return direction == Direction.FromOriginator
            ? header[2] == Ssl2Record.ClientHello && (version == TlsVersions.Ssl2 || TlsVersions.IsRecordVersion(version))
            : header[2] == Ssl2Record.ServerHello && header[4] < 2;
    }

    private Step OnRecord(ReadOnlySpan<byte> rest, int length, Direction direction, IFlowContext flow)
    {
        var type = (TlsContentType)rest[0];
        if (_recordVersion == TlsVersions.Ssl2 || (_recordVersion == 0 && Ssl2Record.Begins(rest[0])))
            return rest.Length < length ? Step.Wait : OnSsl2Record(rest[..length], flow);
        if (IsEncrypted(type, direction))
        {
            if (!_clientEncrypts || !_serverEncrypts) return Step.Next;
            if (rest.Length < length && length <= MaxReadableRecord) return Step.Wait;
            _session.Establish(flow);
            return Step.Over;
        }
        if (type == TlsContentType.ApplicationData)
        {
            _session.Begin(flow);
            return Step.Next;
        }
        if (length > MaxReadableRecord) return Step.Broken;
        return rest.Length < length ? Step.Wait : OnPlain(type, rest[HeaderBytes..length], direction, flow);
    }

    /// <summary>
    /// Before TLS 1.3 a side encrypts from its ChangeCipherSpec on. In TLS 1.3 that message means nothing; there the first application data
    /// shows it, and so it does before the version is known (early data).
    /// </summary>
    private bool IsEncrypted(TlsContentType type, Direction direction)
    {
        ref var encrypts = ref direction == Direction.FromOriginator ? ref _clientEncrypts : ref _serverEncrypts;
        if (!encrypts && type == TlsContentType.ApplicationData && !TlsVersions.IsBefore13(_session.Negotiated)) encrypts = true;
        return encrypts;
    }

    private Step OnPlain(TlsContentType type, ReadOnlySpan<byte> fragment, Direction direction, IFlowContext flow)
    {
        _session.Begin(flow);
        switch (type)
        {
            case TlsContentType.Handshake:
                return OnHandshake(fragment, direction, flow);
            case TlsContentType.ChangeCipherSpec:
                if (fragment.IsEmpty) return Step.Broken;
                _session.OnChangeCipherSpec(direction, flow);
                if (!TlsVersions.Is13(_session.Negotiated)) StartEncryption(direction);
                return Step.Next;
            case TlsContentType.Alert:
                return OnAlerts(fragment, direction, flow);
            case TlsContentType.Heartbeat:
                _session.OnHeartbeat(direction, flow);
                return Step.Next;
            default:
                return Step.Broken;
        }
    }

    private void StartEncryption(Direction direction)
    {
        if (direction == Direction.FromOriginator) _clientEncrypts = true;
        else _serverEncrypts = true;
    }

    private Step OnHandshake(ReadOnlySpan<byte> fragment, Direction direction, IFlowContext flow)
    {
        var assembler = direction == Direction.FromOriginator ? _client : _server;
        while (assembler.TryNext(ref fragment, out var type, out var body)) // ends: each turn uses up bytes of the fragment
        {
            if (!_session.OnHandshake(type, body, direction, flow)) return Step.Broken;
        }
        return assembler.Overflowed ? Step.Broken : Step.Next;
    }

    private Step OnAlerts(ReadOnlySpan<byte> fragment, Direction direction, IFlowContext flow)
    {
        const int alertBytes = 2; // level, description
        var most = TlsVersions.Is13(_session.Negotiated) ? 1 : MaxAlerts;
        if (fragment.Length > most * alertBytes)
        {
            flow.Weird("SSL_excessive_alerts_in_record");
            fragment = fragment[..(most * alertBytes)];
        }
        for (var i = 0; i + alertBytes <= fragment.Length; i += alertBytes) _session.OnAlert(fragment[i + 1], direction, flow);
        return fragment.Length % alertBytes == 0 ? Step.Next : Step.Broken;
    }

    private Step OnSsl2Record(ReadOnlySpan<byte> record, IFlowContext flow)
    {
        switch (record[2])
        {
            case Ssl2Record.ClientHello:
                _session.OnSsl2ClientHello(flow);
                return Step.Next;
            case Ssl2Record.ServerHello:
                _recordVersion = TlsVersions.Ssl2;
                if (!Ssl2Record.TryReadServerHello(record, out var certificate, out var cipher)) return Step.Broken;
                _session.OnSsl2ServerHello(certificate, cipher, flow);
                return Step.Next;
            case Ssl2Record.ClientMasterKey: // from here on both sides encrypt
                _session.Establish(flow);
                return Step.Over;
            case Ssl2Record.Error:
                _session.OnAlert(BinaryPrimitives.ReadUInt16BigEndian(record[3..]), Direction.FromResponder, flow);
                return Step.Next;
            default:
                return Step.Broken;
        }
    }

    private ParseResult Break(IFlowContext flow)
    {
        if (!_session.Exists) return ParseResult.NotThis;
        if (_session.Confirmed) flow.RetractService("ssl");
        _session.Tell(flow);
        return ParseResult.Violation;
    }

    private enum Step
    {
        Next,
        Wait,
        Over,
        Broken,
    }
}
