using NetSensor.Protocols;

namespace NetSensor.Flows.Payload;

/// <summary>Lends <see cref="FlowPayload"/>s and their parsers to the flows of one shard.</summary>
public sealed class PayloadPool
{
    private readonly Stack<FlowPayload> _idle = new();
    private readonly Stack<IProtocolParser>[] _idleParsers;

    /// <summary>A pool whose payloads look for these protocols, in this order, and keep so many bytes at most, all together.</summary>
    public PayloadPool(IReadOnlyList<ProtocolDescriptor> protocols, long maxBufferedBytes = PayloadLimits.BufferedBytesTotal)
    {
        Buffers = new BufferPool(maxBufferedBytes);
        Protocols = protocols;
        Plan = new ProbePlan(protocols);
        _idleParsers = [.. protocols.Select(_ => new Stack<IProtocolParser>())];
    }

    /// <summary>The protocols that its payloads look for.</summary>
    public IReadOnlyList<ProtocolDescriptor> Protocols { get; }

    /// <summary>What its payloads met, by cause.</summary>
    public PayloadCounters Counters { get; } = new();

    /// <summary>Bytes of buffers that its payloads hold at the moment.</summary>
    public long BufferedBytes => Buffers.LentBytes;

    internal BufferPool Buffers { get; }

    internal ProbePlan Plan { get; }

    /// <summary>A fresh payload side for a flow.</summary>
    public FlowPayload Rent() => _idle.TryPop(out var payload) ? payload : new FlowPayload(this);

    /// <summary>Takes it back, parser and buffers included; it must have been closed.</summary>
    public void Return(FlowPayload payload)
    {
        payload.Reset();
        if (_idle.Count < PayloadLimits.IdleObjects) _idle.Push(payload);
    }

    internal IProtocolParser RentParser(int protocol) =>
        _idleParsers[protocol].TryPop(out var parser) ? parser : Protocols[protocol].Create();

    internal void ReturnParser(int protocol, IProtocolParser parser)
    {
        parser.Reset();
        if (_idleParsers[protocol].Count < PayloadLimits.IdleObjects) _idleParsers[protocol].Push(parser);
    }
}
