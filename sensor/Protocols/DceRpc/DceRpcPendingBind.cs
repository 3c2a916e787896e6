using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.DceRpc;

/// <summary>A bind or alter context that waits for its answer.</summary>
public sealed class DceRpcPendingBind
{
    private readonly List<DceRpcOffer> _offers = [];
    private DceRpcVerifier? _verifier;
    private Timestamp _started;
    private bool _isAlteration;

    /// <summary>Whether one waits.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Number that pairs request and answer.</summary>
    public uint CallId { get; private set; }

    /// <summary>The interfaces that were asked for.</summary>
    public IReadOnlyList<DceRpcOffer> Offers => _offers;

    /// <summary>A request came.</summary>
    public void Open(in DceRpcPdu header, ReadOnlySpan<DceRpcOffer> offers, DceRpcVerifier? verifier, Timestamp now)
    {
        Reset();
        _offers.AddRange(offers);
        _verifier = verifier;
        _started = now;
        _isAlteration = header.Type == DceRpcPduType.AlterContext;
        CallId = header.CallId;
        IsOpen = true;
    }

    /// <summary>What is told of it, with the results of an answer if there was one; it waits no more.</summary>
    public DceRpcBindEvent Close(DceRpcOutcome outcome, ReadOnlySpan<DceRpcResult> results, Timestamp now)
    {
        var contexts = new DceRpcContext[_offers.Count];
        for (var i = 0; i < contexts.Length; i++)
        {
            var offer = _offers[i];
            var accepted = i < results.Length && results[i].Result == 0;
            var syntax = accepted ? results[i].Syntax : offer.Syntax;
            contexts[i] = new DceRpcContext(offer.Id, offer.Interface, DceRpcInterfaces.Find(offer.Interface).Name, offer.Major, offer.Minor,
                syntax.Name, i < results.Length ? results[i].Result : null);
        }
        IsOpen = false;
        return new DceRpcBindEvent
        {
            Started = _started,
            RoundTrip = outcome == DceRpcOutcome.Unanswered ? null : now - _started,
            IsAlteration = _isAlteration,
            Contexts = contexts,
            Outcome = outcome,
            AuthenticationType = _verifier?.Type,
            AuthenticationLevel = _verifier?.Level,
        };
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        IsOpen = false;
        _offers.Clear();
        _verifier = null;
        _isAlteration = false;
        CallId = 0;
        _started = default;
    }
}
