using NetSensor.Events;

namespace NetSensor.Protocols.Recognition;

/// <summary>The parser of a protocol that is only named: waits for the proof, names the service, and wants no more.</summary>
public sealed class ConfirmingParser(string service, Judge judge) : IProtocolParser
{
    private const int MaxWaiting = 16 * 1024;              // a proof that needs more is none: it lies in the first messages

    private int _waited;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        switch (judge(bytes, direction))
        {
            case ProbeVerdict.Yes:
                flow.ConfirmService(service);
                return ParseResult.Done;
            case ProbeVerdict.No:
                return ParseResult.NotThis;
            default:
                _waited += flow.Transport == Transport.Tcp ? 0 : bytes.Length;
                return bytes.Length + _waited > MaxWaiting ? ParseResult.NotThis : ParseResult.Continue(0);
        }
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset() => _waited = 0;
}
