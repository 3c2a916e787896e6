using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Ssh;

/// <summary>Follows SSH from the identification lines over the key exchange to the login, of which only sizes are seen.</summary>
public sealed class SshParser : IProtocolParser
{
    private const int MaxLinesBefore = 64;      // RFC 4253 §4.2 lets servers send lines before they identify themselves; real ones are a few

    private readonly SshSession _session = new();
    private SshVersion _originator, _responder;
    private bool _originatorEncrypts, _responderEncrypts;
    private int _linesBefore;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        long consumed = 0;
        while (Version(direction) == SshVersion.Unknown)        // ends: each turn consumes a line, or returns
        {
            var rest = bytes[(int)consumed..];
            if (!Lines.TryTake(rest, out var line, out var length))
                return rest.Length > Lines.MaxLine ? ParseResult.NotThis : ParseResult.Continue(consumed);
            if (!Identify(line, direction, flow)) return _session.IsKnown ? ParseResult.Done : ParseResult.NotThis;
            consumed += length;
        }
        if (_originator == SshVersion.Unknown || _responder == SshVersion.Unknown) return ParseResult.Continue(consumed);
        return _session.Version == 0 ? ParseResult.Done : ReadPackets(bytes, consumed, direction, flow);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done; // sizes of segments mean nothing behind one

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) => _session.Tell(flow);

    /// <inheritdoc/>
    public void Reset()
    {
        _session.Reset();
        _originator = _responder = SshVersion.Unknown;
        _originatorEncrypts = _responderEncrypts = false;
        _linesBefore = 0;
    }

    private ref SshVersion Version(Direction direction) => ref direction == Direction.FromOriginator ? ref _originator : ref _responder;

    private ref bool Encrypts(Direction direction) => ref direction == Direction.FromOriginator ? ref _originatorEncrypts : ref _responderEncrypts;

    private bool Identify(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow)
    {
        if (SshMessage.BeginsIdentification(line) != ProbeVerdict.Yes) return direction == Direction.FromResponder && ++_linesBefore <= MaxLinesBefore;
        if (line.Length > SshMessage.MaxIdentification) return false;
        Version(direction) = line[4] == '2' ? SshVersion.Two : line[4..].StartsWith("1.99"u8) ? SshVersion.Both : SshVersion.One;
        _session.OnIdentification(line, direction, flow.Now);
        if (_originator == SshVersion.Unknown || _responder == SshVersion.Unknown) return true;
        _session.Version = _originator == SshVersion.One || _responder == SshVersion.One
            ? _originator == SshVersion.Two || _responder == SshVersion.Two ? 0 : 1
            : 2;
        return true;
    }

    private ParseResult ReadPackets(scoped ReadOnlySpan<byte> bytes, long consumed, Direction direction, IFlowContext flow)
    {
        while (consumed < bytes.Length && !Encrypts(direction))    // ends: each turn consumes a packet, or leaves
        {
            var length = SshMessage.Read(bytes[(int)consumed..], _session.Version!.Value, out var message);
            if (length < 0) return ParseResult.Violation;
            if (length == 0) return ParseResult.Continue(consumed);
            consumed += length;
            if (_session.Version == 2) OnMessage(message, direction, flow);
            else if (OnMessageOfVersion1(message, direction, flow)) return ParseResult.Done;
        }
        if (consumed == bytes.Length) return ParseResult.Continue(consumed);
        OnEncrypted((int)(bytes.Length - consumed), direction);
        return _session.Login.IsOver ? ParseResult.Done : ParseResult.Continue(bytes.Length);
    }

    private void OnMessage(SshMessage message, Direction direction, IFlowContext flow)
    {
        if (message.Type == SshMessage.NewKeys)
        {
            Encrypts(direction) = true;
            flow.ConfirmService(SshProtocol.Service);
        }
        else if (message.Type == SshMessage.Proposal)
        {
            if (SshProposal.Read(message.Payload) is { } offer) _session.OnProposal(offer, direction);
        }
        else if (direction == Direction.FromResponder && _session.Method is { } method)
        {
            _session.HostKey ??= SshHostKey.InMessage(message.Type, message.Payload, method);
        }
    }

    /// <summary>Version 1: all that is sent in the clear is the server's key and the session key that the client makes. Whether that is over.</summary>
    private bool OnMessageOfVersion1(SshMessage message, Direction direction, IFlowContext flow)
    {
        if (direction == Direction.FromResponder && message.Type == SshMessage.PublicKey) _session.HostKey ??= SshHostKey.OfVersion1(message.Payload);
        if (message.Type != SshMessage.SessionKey) return false;
        flow.ConfirmService(SshProtocol.Service);
        return true;
    }

    private void OnEncrypted(int length, Direction direction)
    {
        if (direction == Direction.FromOriginator) _session.Login.OnClient();
        else _session.Login.OnServer(length);
    }
}
