using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.BitTorrent;

/// <summary>Waits for the answer to the opening of a uTP connection: its number and acknowledgement prove the protocol.</summary>
public sealed class UtpParser : DatagramParser
{
    private int _connection = -1;

    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (direction == Direction.FromOriginator)
        {
            if (BitTorrentMessage.OpensUtp(bytes)) _connection = BitTorrentMessage.Connection(bytes);
            return _connection < 0 ? ParseResult.NotThis : ParseResult.Continue(bytes.Length);
        }
        if (!BitTorrentMessage.AnswersUtp(bytes, _connection)) return ParseResult.NotThis;
        flow.ConfirmService(BitTorrentProtocol.Service);
        return ParseResult.Done;
    }

    /// <inheritdoc/>
    public override void Reset() => _connection = -1;
}
