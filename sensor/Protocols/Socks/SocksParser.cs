using NetSensor.Events;

namespace NetSensor.Protocols.Socks;

/// <summary>Follows a SOCKS handshake to its end, behind which the tunnelled protocol begins in both directions.</summary>
public sealed class SocksParser : IProtocolParser
{
    private enum Step : byte { Hello, Login, Request, Answer, Over }

    private Step _client;               // what the client says next
    private Step _server;               // what the server answers next
    private byte _version;
    private byte _method = NoMethod;

    private const byte NoMethod = 0xff;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes a message, or leaves
        {
            var rest = bytes[consumed..];
            var length = direction == Direction.FromOriginator ? OnClient(rest) : OnServer(rest);
            if (length < 0) return _server == Step.Hello ? ParseResult.NotThis : ParseResult.Violation;
            if (length == 0) break;
            consumed += length;
            if (_server != Step.Over) continue;
            flow.ConfirmService(SocksProtocol.Service);
            var granted = _version == SocksMessage.Version4 ? rest[1] == SocksMessage.Granted4 : rest[1] == 0;
            if (!granted) return ParseResult.Done;
            flow.Emit(new TunnelEvent { TunnelType = "Tunnel::SOCKS", Action = "Tunnel::DISCOVER", ByProxy = true });
            return ParseResult.Upgrade(consumed);
        }
        return ParseResult.Continue(consumed);
    }

    private int OnClient(scoped ReadOnlySpan<byte> bytes)
    {
        int length;
        switch (_client)
        {
            case Step.Hello:
                _version = bytes[0];
                length = _version == SocksMessage.Version4 ? SocksMessage.Request4(bytes) : SocksMessage.Methods(bytes);
                if (length > 0) _client = _version == SocksMessage.Version4 ? Step.Over : Step.Login;
                return length;
            case Step.Login:
                if (_method == NoMethod) return 0;                                            // the server chooses first
                length = _method == SocksMessage.UserPassword ? SocksMessage.Login(bytes) : SocksMessage.Request5(bytes);
                if (length > 0) _client = _method == SocksMessage.UserPassword ? Step.Request : Step.Over;
                return length;
            case Step.Request:
                length = SocksMessage.Request5(bytes);
                if (length > 0) _client = Step.Over;
                return length;
            default:
                return 0;                                                                      // the tunnelled protocol's: kept for the upgrade
        }
    }

    private int OnServer(scoped ReadOnlySpan<byte> bytes)
    {
        if (_version == SocksMessage.Version4)
        {
            var length = SocksMessage.Answer4(bytes);
            if (length > 0) _server = Step.Over;
            return length;
        }
        switch (_server)
        {
            case Step.Hello:
                if (_version != SocksMessage.Version5 || bytes[0] != SocksMessage.Version5) return -1;
                if (bytes.Length < 2) return 0;
                _method = bytes[1];
                if (_method is not (0 or SocksMessage.UserPassword)) return -1;                // GSS-API and private methods wrap what follows
                _server = _method == SocksMessage.UserPassword ? Step.Login : Step.Answer;
                return 2;
            case Step.Login:
                if (bytes.Length < 2) return 0;
                _server = Step.Answer;
                return 2;
            default:
                var answer = SocksMessage.Request5(bytes);
                if (answer > 0) _server = Step.Over;
                return answer;
        }
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset()
    {
        _client = _server = Step.Hello;
        _version = 0;
        _method = NoMethod;
    }
}
