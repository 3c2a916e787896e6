using NetSensor.Events;

namespace NetSensor.Protocols.Rdp;

/// <summary>Follows the opening of RDP until it encrypts itself, or through the TLS that it turns to, until a login shows.</summary>
public sealed class RdpParser : IProtocolParser
{
    private const int MaxFrames = 64;               // in the clear: a handful come before the encryption

    private readonly RdpSession _session = new();
    private RdpTls? _tls;
    private bool _requested, _inTls, _ended;
    private int _frames;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (_inTls) return ParseTls(bytes, direction, flow);
        long consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes a frame, or leaves
        {
            var rest = bytes[(int)consumed..];
            var verdict = RdpMessage.Read(rest, out var message);
            if (verdict == ProbeVerdict.No) return _requested ? ParseResult.Done : ParseResult.NotThis;
            if (verdict == ProbeVerdict.Maybe || rest.Length < message.Length) break;
            consumed += message.Length;
            if (OnFrame(rest[..message.Length], message.Code, direction, flow) || ++_frames > MaxFrames) return ParseResult.Done;
            if (_inTls) break;
        }
        return ParseResult.Continue(consumed);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        if (_inTls) _tls!.OnGap(direction, missingBytes, flow);
        return ParseResult.Done;
    }

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) => _ended = true;

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow)
    {
        if (_inTls) _tls!.Close(flow);
        _session.Tell(_inTls && _session.IsAuthenticatedFirst ? _tls!.Login.Judge(_ended) : null, flow);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _session.Reset();
        _tls?.Reset();
        _requested = _inTls = _ended = false;
        _frames = 0;
    }

    private ParseResult ParseTls(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var result = _tls!.Parse(bytes, direction, flow);
        return result.Status == ParseStatus.NotThis ? ParseResult.Upgrade(0) : result; // something else than was agreed on: whoever knows it may have it
    }

    /// <summary>Takes a whole frame; true when there is no more to learn.</summary>
    private bool OnFrame(scoped ReadOnlySpan<byte> frame, byte code, Direction direction, IFlowContext flow)
    {
        switch (code)
        {
            case RdpMessage.ConnectionRequest when direction == Direction.FromOriginator:
                _requested = true;
                _session.OnRequest(RdpRequest.Read(frame), flow.Now);
                return false;
            case RdpMessage.ConnectionConfirm when direction == Direction.FromResponder:
                var confirm = RdpConfirm.Read(frame);
                _session.OnConfirm(confirm, flow.Now);
                _inTls = confirm.ChoosesTls;
                if (_inTls) _tls ??= new RdpTls();
                return confirm.Failure is not null;
            case RdpMessage.Data:
                return OnData(frame, flow);
            default:
                return false;
        }
    }

    private bool OnData(scoped ReadOnlySpan<byte> frame, IFlowContext flow)
    {
        if (RdpDataBlocks.TryFind(frame, "Duca"u8, out var client))
        {
            flow.ConfirmService(RdpProtocol.Service);
            _session.OnClient(client, flow);
            return false;
        }
        if (!RdpDataBlocks.TryFind(frame, "McDn"u8, out var server)) return false;
        flow.ConfirmService(RdpProtocol.Service);
        _session.OnServer(ConferenceResult(frame), server, flow);
        return true;
    }

    /// <summary>The byte that stands four before the server's key (ITU-T T.124 §8.7, in PER).</summary>
    private static byte ConferenceResult(ReadOnlySpan<byte> frame) => frame.IndexOf("McDn"u8) is var key and >= 4 ? frame[key - 4] : (byte)0;
}
