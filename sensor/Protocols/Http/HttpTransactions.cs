using NetSensor.Events;

namespace NetSensor.Protocols.Http;

/// <summary>
/// Pairs the requests and answers of one flow in their order, the way Zeek's scripts pair them: a transaction is told when its answer is
/// over, and at the end of the flow when it has none.
/// </summary>
public sealed class HttpTransactions
{
    private const int MaxPending = 100; // as Zeek: more requests without answers than that means that the answers are not seen

    private readonly List<HttpTransaction> _pending = [];
    private int _request;
    private int _response;
    private int _depth;

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _pending.Clear();
        _request = 0;
        _response = 0;
        _depth = 0;
    }

    /// <summary>The transaction that this direction's message belongs to; begins one when there is none.</summary>
    public HttpTransaction Of(Direction direction, IFlowContext flow)
    {
        var index = direction == Direction.FromOriginator ? _request : _response;
        if (Find(index) is { } found) return found;
        var begun = new HttpTransaction(index, ++_depth, flow.Now);
        _pending.Add(begun);
        return begun;
    }

    /// <summary>A request begins.</summary>
    public HttpTransaction OnRequest(IFlowContext flow)
    {
        if (_request < _response)
        {
            flow.Weird("HTTP_response_before_request");
            _request = _response;
        }
        if (_pending.Count > MaxPending)
        {
            flow.Weird("HTTP_excessive_pipelining");
            if (_response == 0) _response++;
            for (; _response < _request; _response++) Tell(_response, flow);
        }
        _request++;
        return Of(Direction.FromOriginator, flow);
    }

    /// <summary>An answer begins.</summary>
    public HttpTransaction OnResponse(IFlowContext flow)
    {
        if (Find(_response) is not { } current || (current.StatusCode is not null && !current.IsInformational)) _response++;
        return Of(Direction.FromResponder, flow);
    }

    /// <summary>A message is over; the last word of an answer tells the transaction.</summary>
    public void OnMessageDone(Direction direction, long bodyLength, IFlowContext flow)
    {
        var transaction = Of(direction, flow);
        if (direction == Direction.FromOriginator) transaction.RequestBodyLength = bodyLength;
        else transaction.ResponseBodyLength = bodyLength;
        if (direction == Direction.FromResponder && !transaction.IsInformational) Tell(_response, flow);
    }

    /// <summary>Tells what is still open.</summary>
    public void Flush(IFlowContext flow)
    {
        foreach (var transaction in _pending)
            if (transaction.Index != 0) flow.Emit(transaction.ToEvent());
        _pending.Clear();
    }

    private HttpTransaction? Find(int index)
    {
        foreach (var transaction in _pending)
            if (transaction.Index == index) return transaction;
        return null;
    }

    private void Tell(int index, IFlowContext flow)
    {
        for (var i = 0; i < _pending.Count; i++)
        {
            if (_pending[i].Index != index) continue;
            flow.Emit(_pending[i].ToEvent());
            _pending.RemoveAt(i);
            return;
        }
    }
}
