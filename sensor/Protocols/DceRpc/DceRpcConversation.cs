using System.Globalization;
using System.Buffers.Binary;
using NetSensor.Events;
using NetSensor.Protocols.Gssapi;

namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// One conversation of a client and a server: a TCP connection, or an open named pipe. Pairs binds and calls with their answers; fragments are put
/// together as far as parameters are read.
/// </summary>
public sealed class DceRpcConversation
{
    private const int RequestHead = 8;              // allocation hint, context, operation
    private const int ResponseHead = 8;             // allocation hint, context, cancel count, reserved
    private const int ObjectLength = 16;
    private const uint AccessDenied = 5;            // how servers answer the first call of who failed to authenticate

    private readonly DceRpcFragments[] _sides = [new(), new()];
    private readonly DceRpcContexts _contexts = new();
    private readonly DceRpcCalls _calls = new();
    private readonly DceRpcPendingBind _bind = new();
    private readonly HandleNames _handles = new();
    private readonly AuthenticationExchange _authentication = new(DceRpcProtocol.Service);
    private DceRpcVerifier? _verifier;              // of the last bind that had one
    private string? _secondaryAddress;
    private bool _sawSignature;                     // the first one of a request tells, the others say the same

    /// <summary>Name of the pipe as SMB opened it; null over TCP, and when the open was not seen.</summary>
    public string? PipeName { get; set; }

    /// <summary>Bytes of one direction of a pipe, in order and in pieces of any size.</summary>
    public void OnData(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var side = _sides[(int)direction];
        while (side.TryNext(ref bytes, out var pdu, out var header)) OnPdu(header, pdu, flow);   // ends: each turn takes a PDU off
    }

    /// <summary>Bytes of one direction of a pipe were lost.</summary>
    public void OnGap(Direction direction) => _sides[(int)direction].Drop();

    /// <summary>A PDU, or the kept beginning of a large one.</summary>
    public void OnPdu(in DceRpcPdu header, scoped ReadOnlySpan<byte> pdu, IFlowContext flow)
    {
        flow.ConfirmService(DceRpcProtocol.Service);
        if (header.HasTrailer && (header.Authenticates || !_sawSignature)) header.Authenticate(pdu, _authentication, flow);
        _sawSignature |= header.HasTrailer && !header.Authenticates;
        switch (header.Type)
        {
            case DceRpcPduType.Bind or DceRpcPduType.AlterContext:
                OnBind(header, pdu, flow);
                break;
            case DceRpcPduType.BindAck or DceRpcPduType.AlterContextResponse:
                OnBindAnswer(header, pdu, flow);
                break;
            case DceRpcPduType.BindNak:
                _authentication.Conclude(LogonOutcome.Refused("bind_nak"), flow);
                OnBindRefused(header, pdu, flow);
                break;
            case DceRpcPduType.Request:
                OnRequest(header, pdu, flow);
                break;
            case DceRpcPduType.Response:
                _authentication.Conclude(LogonOutcome.Accepted, flow);       // the last token of the client has no answer of its own
                OnResponse(header, pdu, flow);
                break;
            case DceRpcPduType.Fault:
                OnFault(header, pdu, flow);
                break;
        }
    }

    /// <summary>The pipe or connection ends: what waits for an answer is told.</summary>
    public void OnClose(IFlowContext flow)
    {
        _authentication.Close(flow);
        TellUnansweredBind(flow);
        while (_calls.Count > 0) Tell(_calls.Oldest, DceRpcOutcome.Unanswered, flow);            // ends: each turn takes a call away
    }

    /// <summary>Forgets everything, for the next one.</summary>
    public void Reset()
    {
        _sides[0].Reset();
        _sides[1].Reset();
        _contexts.Clear();
        _calls.Clear();
        _bind.Reset();
        _handles.Clear();
        _verifier = null;
        _secondaryAddress = null;
        _authentication.Reset();
        _sawSignature = false;
        PipeName = null;
    }

    // ---- binds

    private void OnBind(in DceRpcPdu header, scoped ReadOnlySpan<byte> pdu, IFlowContext flow)
    {
        TellUnansweredBind(flow);
        Span<DceRpcOffer> offers = stackalloc DceRpcOffer[DceRpcBind.MaxContexts];
        var count = DceRpcBind.ReadContexts(header.Body(pdu), header.IsLittleEndian, offers);
        foreach (ref readonly var offer in offers[..count]) _contexts.Add(offer);
        var verifier = Verifier(header, pdu);
        _verifier = verifier ?? _verifier;
        if (verifier?.Weird is { } weird) flow.Weird(weird, verifier.Value.Type.ToString(CultureInfo.InvariantCulture), "DCE_RPC");
        _bind.Open(header, offers[..count], verifier, flow.Now);
    }

    private void OnBindAnswer(in DceRpcPdu header, scoped ReadOnlySpan<byte> pdu, IFlowContext flow)
    {
        Span<DceRpcResult> results = stackalloc DceRpcResult[DceRpcBind.MaxContexts];
        var count = DceRpcBind.ReadResults(header.Body(pdu), header.IsLittleEndian, results, out var address);
        _secondaryAddress = address ?? _secondaryAddress;
        if (!_bind.IsOpen || _bind.CallId != header.CallId) return;
        for (var i = 0; i < count && i < _bind.Offers.Count; i++)
            if (results[i].Result == 0) _contexts.Accept(_bind.Offers[i].Id, results[i].Syntax);
        TellBind(_bind.Close(DceRpcOutcome.Answered, results[..count], flow.Now), flow);
    }

    private void OnBindRefused(in DceRpcPdu header, scoped ReadOnlySpan<byte> pdu, IFlowContext flow)
    {
        if (!_bind.IsOpen || _bind.CallId != header.CallId) return;
        var told = _bind.Close(DceRpcOutcome.Faulted, [], flow.Now);
        var reader = new DceRpcReader(header.Body(pdu), header.IsLittleEndian);
        int reason = reader.U16();
        if (!reader.Truncated) told.RejectReason = reason;
        TellBind(told, flow);
    }

    private void TellUnansweredBind(IFlowContext flow)
    {
        if (_bind.IsOpen) TellBind(_bind.Close(DceRpcOutcome.Unanswered, [], flow.Now), flow);
    }

    private void TellBind(DceRpcBindEvent told, IFlowContext flow)
    {
        told.Pipe = PipeName;
        told.SecondaryAddress = _secondaryAddress;
        flow.Emit(told);
    }

    // ---- calls

    private void OnRequest(in DceRpcPdu header, scoped ReadOnlySpan<byte> pdu, IFlowContext flow)
    {
        var body = header.Body(pdu);
        var call = _calls.Find(header.CallId);
        if (header.IsFirst) call = BeginCall(header, body, call, flow);
        if (call is null) return;                                                                // its beginning was not seen
        call.Started = flow.Now;
        call.Verifier = Verifier(header, pdu) ?? call.Verifier;
        var head = RequestHead + (header.HasObject ? ObjectLength : 0);
        call.RequestBytes += Math.Max(0, ParameterBytes(header, pdu) - head);
        var parameters = call.IsSealed ? null : call.Interface?.Parameters(call.Opnum);
        var stub = body.Length > head ? body[head..] : default;
        if (parameters is not null && !(header.IsFirst && header.IsLast)) call.Keep(stub);
        if (!header.IsLast) return;
        if (parameters is not null) call.Arguments = ParameterReader.Read(parameters, header.IsFirst ? stub : call.Stub, Format(header, call), _handles);
        call.DropStub();
        if (call.IsMaybe) Tell(call, DceRpcOutcome.Unanswered, flow);
    }

    private DceRpcCall? BeginCall(in DceRpcPdu header, ReadOnlySpan<byte> body, DceRpcCall? before, IFlowContext flow)
    {
        var reader = new DceRpcReader(body, header.IsLittleEndian);
        reader.Skip(4);
        var (context, opnum) = (reader.U16(), reader.U16());
        Guid? target = header.HasObject ? reader.Uuid() : null;
        if (reader.Truncated) return null;
        if (before is not null) Tell(before, DceRpcOutcome.Unanswered, flow);                    // its number is used again
        else if (_calls.Count >= DceRpcCalls.MaxOpen) TellTooMany(flow);
        var call = _calls.Begin(header.CallId);
        call.Context = context;
        call.Opnum = opnum;
        call.Object = target;
        call.Interface = _contexts.Interface(context);
        call.IsMaybe = header.IsMaybe;
        return call;
    }

    private void TellTooMany(IFlowContext flow)
    {
        flow.Weird("dce_rpc_too_many_open_calls", null, "DCE_RPC");
        Tell(_calls.Oldest, DceRpcOutcome.Unanswered, flow);
    }

    private void OnResponse(in DceRpcPdu header, scoped ReadOnlySpan<byte> pdu, IFlowContext flow)
    {
        if (_calls.Find(header.CallId) is not { } call) return;
        call.ResponseBytes += Math.Max(0, ParameterBytes(header, pdu) - ResponseHead);
        call.Verifier = Verifier(header, pdu) ?? call.Verifier;
        var body = header.Body(pdu);
        var stub = body.Length > ResponseHead ? body[ResponseHead..] : default;
        var isRead = !call.IsSealed && EndpointMapper.IsRead(call.Interface, call.Opnum);
        if (isRead && !(header.IsFirst && header.IsLast)) call.Keep(stub);
        if (!header.IsLast) return;
        if (isRead) EndpointMapper.Tell(call.Opnum, header.IsFirst ? stub : call.Stub, Format(header, call), flow);
        if (!call.IsSealed) _handles.NameReturned(call, stub, header.IsLittleEndian);
        if (pdu.Length == header.FragmentLength && !call.IsSealed) call.ReturnStatus = LastNumber(stub, header.IsLittleEndian);
        Tell(call, DceRpcOutcome.Answered, flow);
    }

    private void OnFault(in DceRpcPdu header, scoped ReadOnlySpan<byte> pdu, IFlowContext flow)
    {
        if (_calls.Find(header.CallId) is not { } call) return;
        var reader = new DceRpcReader(header.Body(pdu), header.IsLittleEndian);
        reader.Skip(ResponseHead);
        var status = reader.U32();
        if (status == AccessDenied) _authentication.Conclude(LogonOutcome.Refused("nca_s_fault_access_denied"), flow);
        if (!reader.Truncated) call.FaultStatus = status;
        Tell(call, DceRpcOutcome.Faulted, flow);
    }

    private void Tell(DceRpcCall call, DceRpcOutcome outcome, IFlowContext flow)
    {
        call.Verifier ??= _verifier;
        flow.Emit(call.ToEvent(outcome, flow.Now, PipeName, _secondaryAddress));
        _calls.End(call);
    }

    // ---- parts of a PDU

    private NdrFormat Format(in DceRpcPdu header, DceRpcCall call) => new(header.IsLittleEndian, _contexts.Syntax(call.Context));

    private static DceRpcVerifier? Verifier(in DceRpcPdu header, ReadOnlySpan<byte> pdu) => header.Verifier(pdu, out var verifier, out _) ? verifier : null;

    /// <summary>Bytes between header and trailer by the lengths in the header, so that they are right for what was not kept too.</summary>
    private static int ParameterBytes(in DceRpcPdu header, ReadOnlySpan<byte> pdu) =>
        pdu.Length == header.FragmentLength ? header.Body(pdu).Length : header.FragmentLength - DceRpcPdu.HeaderLength - header.AuthLength;

    private static uint? LastNumber(ReadOnlySpan<byte> stub, bool isLittleEndian)
    {
        if (stub.Length < sizeof(uint)) return null;
        var last = stub[^sizeof(uint)..];
        return isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(last) : BinaryPrimitives.ReadUInt32BigEndian(last);
    }
}
