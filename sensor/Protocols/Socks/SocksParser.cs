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
    private SocksRequestEvent? _request;

    private const byte NoMethod = 0xff;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes a message, or leaves
        {
            var rest = bytes[consumed..];
            var length = direction == Direction.FromOriginator ? OnClient(rest, flow) : OnServer(rest);
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

    private int OnClient(scoped ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        switch (_client)
        {
            case Step.Hello:
                _version = bytes[0];
                if (_version == SocksMessage.Version4) return OnRequest4(bytes, flow);
                var length = SocksMessage.Methods(bytes);
                if (length > 0) _client = Step.Login;
                return length;
            case Step.Login:
                if (_method == NoMethod) return 0;                                            // the server chooses first
                return _method == SocksMessage.UserPassword ? OnLogin(bytes, flow) : OnRequest5(bytes, flow);
            case Step.Request:
                return OnRequest5(bytes, flow);
            default:
                return 0;                                                                      // the tunnelled protocol's: kept for the upgrade
        }
    }

    private int OnRequest4(scoped ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        var length = SocksMessage.Request4(bytes);
        if (length <= 0) return length;
        _client = Step.Over;
        var told = Told(flow);
        told.Request = SocksMessage.Address4(bytes[..length], out var user);
        told.User = user;
        return length;
    }

    private int OnLogin(scoped ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        var length = SocksMessage.Login(bytes);
        if (length <= 0) return length;
        _client = Step.Request;
        var told = Told(flow);
        told.User = SocksMessage.User(bytes);
        told.SentPassword = true;
        return length;
    }

    private int OnRequest5(scoped ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        var length = SocksMessage.Request5(bytes);
        if (length <= 0) return length;
        _client = Step.Over;
        Told(flow).Request = SocksMessage.Address5(bytes[..length]);
        return length;
    }

    private SocksRequestEvent Told(IFlowContext flow) => _request ??= new SocksRequestEvent { Begin = flow.Now, Version = _version };

    private int OnServer(scoped ReadOnlySpan<byte> bytes)
    {
        if (_version == SocksMessage.Version4)
        {
            var length = SocksMessage.Answer4(bytes);
            if (length > 0) OnAnswer(SocksMessage.Status4(bytes[1]), SocksMessage.Address4(bytes[..length], out _));
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
                if (_request is not null) _request.Status = SocksMessage.Status5(bytes[1]);
                return 2;
            default:
                var answer = SocksMessage.Request5(bytes);
                if (answer > 0) OnAnswer(SocksMessage.Status5(bytes[1]), SocksMessage.Address5(bytes[..answer]));
                return answer;
        }
    }

    private void OnAnswer(string status, SocksAddress bound)
    {
        _server = Step.Over;
        if (_request is null) return;
        _request.Status = status;
        _request.Bound = bound;
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow)
    {
        if (_request is { Status: not null } told)                                             // unanswered, it need not have been SOCKS
        {
            flow.ConfirmService(SocksProtocol.Service);                                        // also when the login was refused
            flow.Emit(told);
            if (told.SentPassword) TellLogin(told, flow);
        }
        _request = null;
    }

    private static void TellLogin(SocksRequestEvent told, IFlowContext flow) => flow.Emit(new ClearTextLoginEvent
    {
        Started = told.Begin,
        Service = SocksProtocol.Service,
        Mechanism = "username/password",
        User = told.User,
        PasswordSeen = true,
        Success = told.Request is not null,                                                    // who is refused cannot ask
    });

    /// <inheritdoc/>
    public void Reset()
    {
        _client = _server = Step.Hello;
        _version = 0;
        _method = NoMethod;
        _request = null;
    }
}
