using NetSensor.Events;
using NetSensor.Protocols.PortMapping;

namespace NetSensor.Protocols.Http;

/// <summary>What transactions carry that is more than HTTP: log-ons of NTLM and Kerberos, WS-Management, and doors that UPnP opens in the router.</summary>
internal sealed class HttpCargo
{
    private HttpAuthentication? _authentication;                  // made when a header first tells of one
    private HttpFile? _requestFile;                               // of the request under way
    private HttpFile? _answerFile;

    /// <summary>A header of a request.</summary>
    public void OnRequestHeader(HttpHeader header, HttpTransaction transaction, IFlowContext flow)
    {
        if (HttpAuthentication.Concerns(header, Direction.FromOriginator)) (_authentication ??= new HttpAuthentication()).OnRequest(header, transaction.Username, flow);
    }

    /// <summary>A header of an answer.</summary>
    public void OnAnswerHeader(HttpHeader header, IFlowContext flow)
    {
        if (HttpAuthentication.Concerns(header, Direction.FromResponder)) (_authentication ??= new HttpAuthentication()).OnAnswer(header, flow);
    }

    /// <summary>A body begins.</summary>
    public void OnFile(Direction direction, HttpFile file)
    {
        if (direction == Direction.FromOriginator) _requestFile = file;
        else _answerFile = file;
    }

    /// <summary>A request is whole: what its body asks for.</summary>
    public void OnRequested(HttpTransaction transaction)
    {
        if (_requestFile is { } file && WsManRequest.IsTarget(transaction.Uri)) transaction.WsMan = WsManRequest.Read(file.Start);
        if (UpnpPortMapping.IsAskedBy(transaction.SoapAction)) transaction.PortMapping = UpnpPortMapping.Read(_requestFile is { } wish ? wish.Start : default);
        _requestFile = null;
    }

    /// <summary>A last answer is whole: what came of it.</summary>
    public void OnAnswered(HttpTransaction transaction, IFlowContext flow)
    {
        _authentication?.OnAnswered(transaction.StatusCode ?? 0, flow);
        if (transaction.Method == "POST" && WsManRequest.IsTarget(transaction.Uri)) flow.Emit(transaction.ToWsManEvent(_authentication?.Scheme, _authentication?.Account));
        if (transaction.PortMapping is { } wished) flow.Emit(wished.ToEvent(transaction.StatusCode ?? 0, _answerFile is { } answer ? UpnpPortMapping.Reserved(answer.Start) : null));
        _answerFile = null;
    }

    /// <summary>The connection ends: a log-on that is under way is told.</summary>
    public void OnClose(IFlowContext flow) => _authentication?.Close(flow);

    /// <summary>Forgets everything, for the next connection.</summary>
    public void Reset()
    {
        _authentication?.Reset();
        (_requestFile, _answerFile) = (null, null);
    }
}
