namespace NetSensor.Protocols.DceRpc;

/// <summary>The interfaces of one association, by the numbers that its requests use.</summary>
public sealed class DceRpcContexts
{
    private const int MaxBound = 128;               // long-lived DCOM associations add one per interface; the oldest makes room

    private readonly List<Bound> _bound = [];
    private int _oldest;
    private DceRpcInterface? _last;

    /// <summary>Takes note of an interface that was asked for; it counts from now on, as requests may follow before the answer.</summary>
    public void Add(in DceRpcOffer offer)
    {
        var known = _last is { } last && last.Id == offer.Interface ? last : DceRpcInterfaces.Find(offer.Interface);
        _last = known;
        var bound = new Bound(offer.Id, known, offer.Syntax);
        var at = IndexOf(offer.Id);
        if (at >= 0)
        {
            _bound[at] = bound;
        }
        else if (_bound.Count < MaxBound)
        {
            _bound.Add(bound);
        }
        else
        {
            _bound[_oldest] = bound;
            _oldest = (_oldest + 1) % MaxBound;
        }
    }

    /// <summary>The transfer syntax that the server chose.</summary>
    public void Accept(ushort id, TransferSyntax syntax)
    {
        if (IndexOf(id) is var at and >= 0) _bound[at] = _bound[at] with { Syntax = syntax };
    }

    /// <summary>The interface behind a number; the last one asked for when the number is not known, as its bind may have been missed. Null when none was.</summary>
    public DceRpcInterface? Interface(ushort id) => IndexOf(id) is var at and >= 0 ? _bound[at].Interface : _last;

    /// <summary>The transfer syntax of a number; the usual one when it is not known.</summary>
    public TransferSyntax Syntax(ushort id) => IndexOf(id) is var at and >= 0 ? _bound[at].Syntax : TransferSyntax.Ndr;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _bound.Clear();
        _oldest = 0;
        _last = null;
    }

    private int IndexOf(ushort id)
    {
        for (var i = 0; i < _bound.Count; i++)
            if (_bound[i].Id == id) return i;
        return -1;
    }

    private readonly record struct Bound(ushort Id, DceRpcInterface Interface, TransferSyntax Syntax);
}
