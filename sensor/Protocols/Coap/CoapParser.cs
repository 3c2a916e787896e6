using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.Coap;

/// <summary>Pairs requests and answers by their tokens.</summary>
public sealed class CoapParser : DatagramParser
{
    private const int MaxOpen = 32;                 // NSTART is 1 (RFC 7252 §4.7): clients wait for answers
    private const int MaxResources = 1000;
    private const int MaxHost = 255;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(247);  // EXCHANGE_LIFETIME (§4.8.2)

    private readonly List<(ulong Token, CoapTransactionEvent Told)> _open = [];

    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!CoapMessage.TryRead(bytes, out var message)) return ParseResult.NotThis;
        while (_open.Count > 0 && flow.Now - _open[0].Told.Begin > Patience) Tell(0, flow);    // ends: each turn removes one
        if (message.IsRequest) OnRequest(message, flow);
        else if (message.Code != 0) OnAnswer(message, flow);
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow)
    {
        foreach (var (_, told) in _open) flow.Emit(told);
        _open.Clear();
    }

    /// <inheritdoc/>
    public override void Reset() => _open.Clear();

    private void OnRequest(in CoapMessage message, IFlowContext flow)
    {
        var token = message.Token;
        if (_open.Exists(open => open.Token == token)) return;                                  // sent again
        if (_open.Count >= MaxOpen) Tell(0, flow);
        _open.Add((token, new CoapTransactionEvent
        {
            Begin = flow.Now,
            Method = message.Method,
            Host = message.TryFind(CoapMessage.UriHost, out var host) ? EscapedText.From(host, MaxHost) : null,
            Uri = message.Uri(),
            Observes = message.TryFind(CoapMessage.Observe, out var observe) && (observe.IsEmpty || observe[0] == 0),
        }));
    }

    private void OnAnswer(in CoapMessage message, IFlowContext flow)
    {
        var token = message.Token;
        var at = _open.FindIndex(open => open.Token == token);
        if (at < 0) return;                                                                     // a change that is told, or an answer told again
        flow.ConfirmService(CoapProtocol.Service);
        var told = _open[at].Told;
        told.Code = message.CodeText;
        told.PayloadLength = message.Payload.Length;
        if (told.Uri.StartsWith("/.well-known/core", StringComparison.Ordinal) && !message.Payload.IsEmpty) told.Resources = EscapedText.From(message.Payload, MaxResources);
        Tell(at, flow);
    }

    private void Tell(int at, IFlowContext flow)
    {
        flow.Emit(_open[at].Told);
        _open.RemoveAt(at);
    }
}
