using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Kerberos;

/// <summary>Follows Kerberos over TCP: messages behind their lengths, several on a stream (RFC 4120 §7.2.2).</summary>
public sealed class KerberosStreamParser : IProtocolParser
{
    private const int LengthBytes = 4;
    private const int MaxMessage = 64 * 1024;              // what is kept of a direction; of larger messages the beginning is read

    private readonly KerberosExchange _exchange = new(KerberosProtocol.StreamService);
    private bool _confirmed;
    private bool _lost;                                    // where messages begin, since bytes are missing

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        long consumed = 0;
        while (bytes.Length - consumed >= LengthBytes)     // ends: each turn consumes a message, or leaves
        {
            var rest = bytes[(int)consumed..];
            var verdict = KerberosMessage.JudgeRecord(rest);
            if (verdict == ProbeVerdict.No) return Broken(bytes.Length);
            if (verdict == ProbeVerdict.Maybe) break;
            flow.ConfirmService(KerberosProtocol.StreamService);
            (_confirmed, _lost) = (true, false);
            var length = (int)new ByteReader(rest).U32();
            var message = rest[LengthBytes..];
            if (message.Length < Math.Min(length, MaxMessage)) break;
            _exchange.OnMessage(message[..Math.Min(message.Length, length)], flow);
            consumed += LengthBytes + length;
        }
        return ParseResult.Continue(consumed);
    }

    /// <summary>Behind a gap the next message is waited for; before the first one it is another protocol.</summary>
    private ParseResult Broken(int seen)
    {
        if (_lost) return ParseResult.Continue(seen);
        return _confirmed ? ParseResult.Done : ParseResult.NotThis;
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        _lost = true;
        return ParseResult.Continue(0);
    }

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) => _exchange.Close(flow);

    /// <inheritdoc/>
    public void Reset()
    {
        _exchange.Reset();
        (_confirmed, _lost) = (false, false);
    }
}
