using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>DCE/RPC over UDP: pairs calls with their answers. Parameters are read when they come in one datagram.</summary>
public sealed class DceRpcDatagramParser : IProtocolParser
{
    private const int StatusLength = 4;

    private readonly DceRpcCalls _calls = new();
    private readonly HandleNames _handles = new();
    private DceRpcInterface? _last;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!DceRpcDatagram.Read(bytes, out var datagram)) return ParseResult.Continue(bytes.Length);
        flow.ConfirmService(DceRpcProtocol.Service);
        var body = bytes.Slice(DceRpcDatagram.HeaderLength, datagram.BodyLength);
        switch (datagram.Type)
        {
            case DceRpcPduType.Request:
                OnRequest(datagram, body, flow);
                break;
            case DceRpcPduType.Response when _calls.Find(datagram.CallId) is { } call:
                call.ResponseBytes += body.Length;
                if (datagram.IsLast) Tell(call, DceRpcOutcome.Answered, Status(body, datagram, isLast: true), flow);
                break;
            case DceRpcPduType.Fault or DceRpcPduType.Reject when _calls.Find(datagram.CallId) is { } call:
                Tell(call, DceRpcOutcome.Faulted, Status(body, datagram, isLast: false), flow);
                break;
        }
        return ParseResult.Continue(bytes.Length);
    }

    private void OnRequest(in DceRpcDatagram datagram, scoped ReadOnlySpan<byte> body, IFlowContext flow)
    {
        var call = _calls.Find(datagram.CallId);
        if (call is not null && datagram.Fragment == 0) return;                                  // sent again
        if (call is null && _calls.Count >= DceRpcCalls.MaxOpen) Tell(_calls.Oldest, DceRpcOutcome.Unanswered, null, flow);
        call ??= _calls.Begin(datagram.CallId);
        if (_last?.Id != datagram.Interface) _last = DceRpcInterfaces.Find(datagram.Interface);
        call.Interface = _last;
        call.Opnum = datagram.Opnum;
        call.Object = datagram.Object == Guid.Empty ? null : datagram.Object;
        call.Started = flow.Now;
        call.RequestBytes += body.Length;
        if (datagram.AuthenticationType != 0) call.Verifier = new DceRpcVerifier(datagram.AuthenticationType, 0, 0);
        if (!datagram.IsFragment && datagram.AuthenticationType == 0 && call.Interface?.Parameters(call.Opnum) is { } parameters)
            call.Arguments = ParameterReader.Read(parameters, body, new NdrFormat(datagram.IsLittleEndian, TransferSyntax.Ndr), _handles);
        if (datagram.IsMaybe && datagram.IsLast) Tell(call, DceRpcOutcome.Unanswered, null, flow);
    }

    private void Tell(DceRpcCall call, DceRpcOutcome outcome, uint? status, IFlowContext flow)
    {
        if (outcome == DceRpcOutcome.Faulted) call.FaultStatus = status;
        else call.ReturnStatus = status;
        flow.Emit(call.ToEvent(outcome, flow.Now, null, null));
        _calls.End(call);
    }

    private static uint? Status(ReadOnlySpan<byte> body, in DceRpcDatagram datagram, bool isLast)
    {
        if (body.Length < StatusLength || datagram.AuthenticationType != 0) return null;
        return new DceRpcReader(isLast ? body[^StatusLength..] : body, datagram.IsLittleEndian).U32();
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Continue(0);

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow)
    {
        while (_calls.Count > 0) Tell(_calls.Oldest, DceRpcOutcome.Unanswered, null, flow);      // ends: each turn takes a call away
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _calls.Clear();
        _handles.Clear();
        _last = null;
    }
}
