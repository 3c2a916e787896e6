using NetSensor.Events;
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

    /// <summary>A fresh payload side for a flow of datagrams that this protocol knows by the one at hand; nobody knew so many before it.</summary>
    public FlowPayload RentFor(int protocol, int probedBefore)
    {
        var payload = Rent();
        payload.BeginAs(protocol, probedBefore);
        return payload;
    }

    /// <summary>The first protocol that knows a datagram of a flow without a payload side; -1 when none does.</summary>
    public int Recognise(ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var order = Plan.On(flow.Transport, flow.ResponderPort);
        for (var position = 0; position < order.Protocols.Length; position++)
        {
            var candidate = order.Protocols[position];
            if (Protocols[candidate].Probe(bytes, direction, position < order.Likely) == ProbeVerdict.Yes) return candidate;
        }
        return -1;
    }

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
