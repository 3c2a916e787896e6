using NetSensor.Events;

namespace NetSensor.Protocols.MySql;

/// <summary>Follows the opening of a MySQL session: greeting, then a login that names it, or TLS.</summary>
public sealed class MySqlParser : IProtocolParser
{
    private bool _greeted;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (direction == Direction.FromResponder)
        {
            if (_greeted) return ParseResult.Continue(bytes.Length);
            var greeting = MySqlMessage.Greeting(bytes, out var greetingLength);
            if (greeting == ProbeVerdict.No) return ParseResult.NotThis;
            if (greeting == ProbeVerdict.Maybe || bytes.Length < greetingLength) return ParseResult.Continue(0);
            _greeted = true;
            return ParseResult.Continue(greetingLength);
        }
        if (!_greeted) return ParseResult.Continue(0);
        switch (MySqlMessage.Response(bytes, out var length, out var wantsTls))
        {
            case ProbeVerdict.No:
                return ParseResult.NotThis;
            case ProbeVerdict.Maybe:
                return ParseResult.Continue(0);
            default:
                flow.ConfirmService(MySqlProtocol.Service);
                return wantsTls ? ParseResult.Upgrade(length) : ParseResult.Done;
        }
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset() => _greeted = false;
}
