using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Ssh;

/// <summary>Follows SSH from the identification lines to the end of the key exchange, which proves it.</summary>
public sealed class SshParser : IProtocolParser
{
    private enum Version : byte { Unknown, One, Two }

    private Version _originator;
    private Version _responder;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        ref var own = ref direction == Direction.FromOriginator ? ref _originator : ref _responder;
        long consumed = 0;
        if (own == Version.Unknown)
        {
            if (!Lines.TryTake(bytes, out var line, out var length)) return bytes.Length > SshMessage.MaxIdentification ? ParseResult.NotThis : ParseResult.Continue(0);
            if (SshMessage.BeginsIdentification(line) != ProbeVerdict.Yes) return ParseResult.NotThis;
            own = SshMessage.SpeaksVersion2(line) ? Version.Two : Version.One;
            consumed = length;
        }
        if (_originator == Version.Unknown || _responder == Version.Unknown) return ParseResult.Continue(consumed);
        return ReadPackets(bytes, consumed, flow);
    }

    private ParseResult ReadPackets(scoped ReadOnlySpan<byte> bytes, long consumed, IFlowContext flow)
    {
        var version2 = _originator == Version.Two && _responder == Version.Two;
        while (consumed < bytes.Length)                    // ends: each turn consumes a packet, or leaves
        {
            var length = SshMessage.Packet(bytes[(int)consumed..], version2, out var endsKeyExchange);
            if (length < 0) return ParseResult.Violation;
            if (length == 0) break;
            if (endsKeyExchange)
            {
                flow.ConfirmService(SshProtocol.Service);
                return ParseResult.Done;
            }
            consumed += length;
        }
        return ParseResult.Continue(consumed);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset() => _originator = _responder = Version.Unknown;
}
