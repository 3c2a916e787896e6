using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.DceRpc;

/// <summary>A call that is under way. Used again for the next one.</summary>
public sealed class DceRpcCall
{
    /// <summary>Bytes of parameters kept of a fragmented message: task definitions and commands in service paths fit.</summary>
    public const int KeptStub = 16 * 1024;

    private byte[] _stub = [];
    private int _kept;

    /// <summary>Number that pairs request and answer.</summary>
    public uint Id { get; set; }
    /// <summary>Number of the interface.</summary>
    public ushort Context { get; set; }
    /// <summary>Number of the operation.</summary>
    public ushort Opnum { get; set; }
    /// <summary>The interface; null when its bind was not seen.</summary>
    public DceRpcInterface? Interface { get; set; }
    /// <summary>The object that is called.</summary>
    public Guid? Object { get; set; }
    /// <summary>When the last fragment of the request was seen so far.</summary>
    public Timestamp Started { get; set; }
    /// <summary>Whether no answer is expected.</summary>
    public bool IsMaybe { get; set; }
    /// <summary>Bytes of parameters of the request.</summary>
    public long RequestBytes { get; set; }
    /// <summary>Bytes of parameters of the answer.</summary>
    public long ResponseBytes { get; set; }
    /// <summary>The verifier of its messages; null when they had none.</summary>
    public DceRpcVerifier? Verifier { get; set; }
    /// <summary>Status of a fault.</summary>
    public uint? FaultStatus { get; set; }
    /// <summary>Last number of a clear answer.</summary>
    public uint? ReturnStatus { get; set; }
    /// <summary>What its parameters say.</summary>
    public List<DceRpcArgument>? Arguments { get; set; }

    /// <summary>Whether its parameters are encrypted.</summary>
    public bool IsSealed => Verifier is { Level: >= DceRpcVerifier.Privacy };

    /// <summary>Parameters of a fragmented message so far.</summary>
    public ReadOnlySpan<byte> Stub => _stub.AsSpan(0, _kept);

    /// <summary>Keeps the parameters of a fragment, up to the limit.</summary>
    public void Keep(ReadOnlySpan<byte> stub)
    {
        var count = Math.Min(stub.Length, KeptStub - _kept);
        if (_stub.Length < _kept + count) Array.Resize(ref _stub, Math.Min(KeptStub, Math.Max(_kept + count, 2 * _stub.Length)));
        stub[..count].CopyTo(_stub.AsSpan(_kept));
        _kept += count;
    }

    /// <summary>Forgets the kept parameters.</summary>
    public void DropStub() => _kept = 0;

    /// <summary>What is told of it when it is over.</summary>
    public DceRpcCallEvent ToEvent(DceRpcOutcome outcome, Timestamp now, string? pipe, string? secondaryAddress) => new()
    {
        Started = Started,
        RoundTrip = outcome == DceRpcOutcome.Unanswered || now == Started ? null : now - Started,
        Pipe = pipe,
        SecondaryAddress = secondaryAddress,
        Interface = Interface?.Id,
        Endpoint = Interface?.Name,
        Opnum = Opnum,
        Operation = (Interface ?? DceRpcInterface.Unknown).Operation(Opnum),
        Object = Object,
        RequestBytes = RequestBytes,
        ResponseBytes = ResponseBytes,
        Outcome = outcome,
        FaultStatus = FaultStatus,
        ReturnStatus = ReturnStatus,
        AuthenticationType = Verifier?.Type,
        AuthenticationLevel = Verifier?.Level,
        Arguments = Arguments ?? (IReadOnlyList<DceRpcArgument>)[],
    };

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Id = 0;
        Context = Opnum = 0;
        Interface = null;
        Object = null;
        Started = default;
        IsMaybe = false;
        RequestBytes = ResponseBytes = 0;
        Verifier = null;
        FaultStatus = ReturnStatus = null;
        Arguments = null;
        _kept = 0;
        _stub = [];                                 // few calls are fragmented: what one needed is not kept for all
    }
}
