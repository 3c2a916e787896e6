using System.Buffers.Binary;
using NetSensor.Events;
using NetSensor.Protocols.Tls;

namespace NetSensor.Protocols.Rdp;

/// <summary>The TLS inside RDP: its handshake is read by the parser of TLS; behind it only the kinds and lengths of records are looked at.</summary>
internal sealed class RdpTls
{
    private const int HeaderBytes = 5;              // type 1, version 2, length 2
    private const byte ApplicationData = 23;
    private const int MostRecords = 200;            // by then a login has shown, or never will

    private readonly TlsParser _parser = new();
    private bool _recognised, _handshakeOver;
    private int _records;

    /// <summary>Counts what goes on behind the handshake.</summary>
    public RdpLogin Login;

    /// <summary>The next bytes; NotThis when they are no TLS.</summary>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!_recognised)
        {
            var verdict = TlsProtocol.ProbeStream(bytes, direction, likelyPort: false);
            if (verdict != ProbeVerdict.Yes) return verdict == ProbeVerdict.Maybe ? ParseResult.Continue(0) : ParseResult.NotThis;
            _recognised = true;
        }
        if (_handshakeOver) return Count(bytes, direction);
        var result = _parser.Parse(bytes, direction, flow);
        if (result.Status != ParseStatus.Done) return result;
        EndHandshake(flow);
        return Count(bytes, direction);             // what is not consumed begins with a record, on both sides
    }

    /// <summary>Bytes were lost: where records begin nobody knows any more.</summary>
    public void OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        if (_recognised && !_handshakeOver) _parser.OnGap(direction, missingBytes, flow);
    }

    /// <summary>The flow ends.</summary>
    public void Close(IFlowContext flow)
    {
        if (_recognised && !_handshakeOver) EndHandshake(flow);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _parser.Reset();
        _recognised = _handshakeOver = false;
        _records = 0;
        Login = default;
    }

    private void EndHandshake(IFlowContext flow)
    {
        _handshakeOver = true;
        _parser.OnClose(flow);
    }

    private ParseResult Count(scoped ReadOnlySpan<byte> bytes, Direction direction)
    {
        long consumed = 0;
        while (bytes.Length - consumed >= HeaderBytes)         // ends: each turn consumes a record
        {
            var header = bytes[(int)consumed..];
            if (header[0] == ApplicationData) Login.OnRecord(direction);
            consumed += HeaderBytes + BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
            if (Login.IsSession || ++_records >= MostRecords) return ParseResult.Done;
        }
        return ParseResult.Continue(consumed);
    }
}
