using System.Buffers;
using NetSensor.Events;
using NetSensor.Protocols.Tls;

namespace NetSensor.Protocols.Quic;

/// <summary>Follows a QUIC connection (RFC 9000) while it can be read: packet types, connection ids, and the hellos in its Initial packets.</summary>
public sealed class QuicParser : IProtocolParser
{
    private const int MaxOpened = 32;        // Initial packets that are decrypted per flow: a hello takes two or three, losses a few more
    private const int MaxForged = 4;         // of them that do not open: then the keys are not what we think
    private const int MaxCoalesced = 16;     // packets in one datagram: Initial, 0-RTT, Handshake and 1-RTT are the reasonable four
    private const int MaxShort = 64;         // datagrams with nothing to read: by then the handshake is over

    private readonly TlsSession _tls = new(Ja4Transport.Quic);
    private readonly CryptoStream _clientStream = new();
    private readonly CryptoStream _serverStream = new();
    private QuicInitialKeys? _clientKeys;
    private QuicInitialKeys? _serverKeys;
    private QuicConnection? _connection;
    private readonly byte[] _dcid = new byte[byte.MaxValue];
    private int _dcidLength;
    private QuicVersion? _version;           // that the keys belong to
    private int _opened;
    private int _forged;
    private int _short;
    private bool _isQuic;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (bytes.IsEmpty || !QuicLongHeader.Is(bytes[0])) return OnOther(flow);
        for (var packets = 0; packets < MaxCoalesced && !bytes.IsEmpty && QuicLongHeader.Is(bytes[0]); packets++)
        {
            if (!QuicLongHeader.TryRead(bytes, out var header)) return _isQuic ? ParseResult.Continue(0) : ParseResult.NotThis;
            _isQuic = true;
            bytes = bytes[header.Packet.Length..];
            if (header.Known is null) return OnUnknownVersion(header, direction, flow);
            OnPacket(header, direction, flow);
        }
        return ParseResult.Continue(0);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Continue(0);

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow)
    {
        Tell(flow);
        _tls.Tell(flow);
        Forget();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Forget();
        _tls.Reset();
        _connection = null;
        (_opened, _forged, _short, _isQuic) = (0, 0, 0, false);
    }

    private ParseResult OnOther(IFlowContext flow)
    {
        if (!_isQuic) return ParseResult.NotThis;
        if (++_short < MaxShort) return ParseResult.Continue(0);
        OnClose(flow);
        return ParseResult.Done;
    }

    // Version 0 is the server's list of versions (RFC 9000 §17.2.1): the client begins again with one of them.
    private ParseResult OnUnknownVersion(in QuicLongHeader header, Direction direction, IFlowContext flow)
    {
        var connection = Connection(header, direction, flow);
        connection.Add('U', direction, flow);
        Tell(flow);
        Forget();
        if (header.Version == 0) return ParseResult.Continue(0);
        _tls.Tell(flow);
        return ParseResult.Done;
    }

    private void OnPacket(in QuicLongHeader header, Direction direction, IFlowContext flow)
    {
        if (header.Type == QuicPacketType.Retry)
        {
            Connection(header, direction, flow, takeIds: _connection is null).Add('R', direction, flow);
            Tell(flow);
            Forget();                                             // the client's next Initial is addressed to another id, and has other keys
            return;
        }
        var connection = Connection(header, direction, flow);
        connection.Add(header.Type switch { QuicPacketType.Initial => 'I', QuicPacketType.ZeroRtt => 'Z', _ => 'H' }, direction, flow);
        if (header.Type == QuicPacketType.Initial) Open(header, direction, flow);
    }

    private QuicConnection Connection(in QuicLongHeader header, Direction direction, IFlowContext flow, bool takeIds = true)
    {
        _connection ??= new QuicConnection(flow.Now, header.Known?.Name ?? QuicVersion.NameOfUnknown(header.Version));
        if (takeIds) _connection.TakeIds(header, direction);
        return _connection;
    }

    private void Open(in QuicLongHeader header, Direction direction, IFlowContext flow)
    {
        var client = direction == Direction.FromOriginator;
        var stream = client ? _clientStream : _serverStream;
        if (stream.Finished || _opened >= MaxOpened || _forged >= MaxForged) return;
        if (client && _dcidLength == 0)
        {
            header.Dcid.CopyTo(_dcid);
            _dcidLength = header.Dcid.Length;
        }
        if (_dcidLength == 0 || Keys(header.Known!, client) is not { } keys) return;
        _opened++;
        var plain = ArrayPool<byte>.Shared.Rent(header.Packet.Length);
        var length = keys.Open(header, plain);
        if (length < 0) _forged++;
        else
        {
            flow.ConfirmService("quic");
            TakeFrames(plain.AsSpan(0, length), stream, direction, flow);
        }
        ArrayPool<byte>.Shared.Return(plain);
    }

    // Versions may differ between packets when they are negotiated on the way (RFC 9368); keys follow the packet.
    private QuicInitialKeys Keys(QuicVersion version, bool client)
    {
        if (_version != version) DropKeys();
        _version = version;
        return client
            ? _clientKeys ??= QuicInitialKeys.Derive(version, _dcid.AsSpan(0, _dcidLength), client: true)
            : _serverKeys ??= QuicInitialKeys.Derive(version, _dcid.AsSpan(0, _dcidLength), client: false);
    }

    private void TakeFrames(ReadOnlySpan<byte> plain, CryptoStream stream, Direction direction, IFlowContext flow)
    {
        var frames = new QuicFrames(plain);
        while (frames.MoveNext())                                 // ends: each turn consumes a frame
        {
            if (frames.Type == QuicFrameType.Crypto)
            {
                if (stream.Finished) continue;
                _tls.Begin(flow);
                stream.Add(frames.Offset, frames.Data);
                TakeHello(stream, direction, flow);
            }
            else if (_connection is not null)
            {
                _connection.Add('C', direction, flow);
                Tell(flow);
            }
        }
    }

    private void TakeHello(CryptoStream stream, Direction direction, IFlowContext flow)
    {
        if (!stream.TryTake(out var message)) return;
        var expected = direction == Direction.FromOriginator ? HandshakeType.ClientHello : HandshakeType.ServerHello;
        if ((HandshakeType)message[0] == expected)
        {
            _tls.OnHandshake(expected, message[4..], direction, flow);
            _connection?.Add('S', direction, flow);
        }
        stream.Finish();
        if (_clientStream.Finished && _serverStream.Finished) DropKeys();
    }

    private void Tell(IFlowContext flow)
    {
        if (_connection is null) return;
        flow.Emit(_connection.ToEvent(_tls.ServerName, _tls.OfferedProtocol, _tls.ClientFingerprint));
        _connection = null;
    }

    private void DropKeys()
    {
        _clientKeys?.Dispose();
        _serverKeys?.Dispose();
        (_clientKeys, _serverKeys) = (null, null);
    }

    private void Forget()
    {
        DropKeys();
        _clientStream.Reset();
        _serverStream.Reset();
        _dcidLength = 0;
        _version = null;
    }
}
