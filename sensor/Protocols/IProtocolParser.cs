using NetSensor.Events;

namespace NetSensor.Protocols;

/// <summary>
/// Turns the payload of one flow into events. Streams: in order, what was not consumed comes again with more behind it, up to a limit.
/// Datagrams: one call each, <see cref="ParseResult.Consumed"/> is not looked at. Instances are pooled: <see cref="Reset"/> makes one new.
/// </summary>
public interface IProtocolParser
{
    /// <summary>Looks at the next bytes of one direction.</summary>
    ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow);

    /// <summary>
    /// Bytes were lost; what follows starts behind them. Unconsumed bytes of this direction were dropped and are part of
    /// <paramref name="missingBytes"/>, which counts from the last consumed byte. Also told when the parser waits for more than is kept.
    /// Says whether to go on; <see cref="ParseResult.Consumed"/> are bytes behind the gap to skip.
    /// </summary>
    ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow);

    /// <summary>One direction ended orderly (FIN): no more bytes come from there.</summary>
    void OnEndOfStream(Direction direction, IFlowContext flow);

    /// <summary>
    /// The last call before <see cref="Reset"/>: the flow ends, or the parser said Done, Violation or Upgrade: tell what is still open.
    /// Left out when it says NotThis, unless it took an earlier datagram of the flow as its own.
    /// </summary>
    void OnClose(IFlowContext flow);

    /// <summary>Forgets everything, for the next flow.</summary>
    void Reset();
}
