using NetSensor.Events;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;

namespace NetSensor.Tests.Support;

/// <summary>
/// Runs mutated conversations through a protocol's parser, by way of <see cref="FlowPayload"/>, in random pieces and with random losses.
/// A throw, memory that stays behind, or more buffered than the limits allow fails, and names the seed that shows it again.
/// </summary>
public sealed class ParserFuzz
{
    private readonly FuzzTarget _target;
    private readonly PayloadPool _forced;
    private readonly PayloadPool _probed;
    private readonly FuzzFlow _flow;

    /// <summary>Most events and oddities that an input may cause, per byte of it: none of our protocols tells more than a thing per byte.</summary>
    private const int ToldPerByte = 2;

    /// <summary>A run against one target.</summary>
    public ParserFuzz(FuzzTarget target)
    {
        _target = target;
        _flow = new FuzzFlow(target.Protocol.Transport);
        // Half of the inputs reach the parser even when the damage would have made its probe say no; what it upgrades to is found by probing.
        _forced = new PayloadPool([target.Protocol with { Name = "forced", Probe = (_, _, _) => ProbeVerdict.Yes }, .. ProtocolCatalog.All]);
        _probed = new PayloadPool([target.Protocol, .. ProtocolCatalog.All]);
    }

    /// <summary>Runs so many inputs, all made from <paramref name="seed"/>; says how many ran.</summary>
    public int Run(int seed, int inputs)
    {
        var random = new Random(seed);
        for (var input = 0; input < inputs; input++)
        {
            var inputSeed = random.Next();
            try
            {
                RunOne(inputSeed);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"{_target}: {nameof(ParserFuzz)}.{nameof(RunOne)}({inputSeed}) shows it again: {fault.Message}", fault);
            }
        }
        return inputs;
    }

    /// <summary>One input; the same seed gives the same.</summary>
    public void RunOne(int inputSeed)
    {
        var random = new Random(inputSeed);
        var pool = random.Next(2) == 0 ? _forced : _probed;
        var ports = _target.Protocol.LikelyPorts;
        _flow.ResponderPort = ports.Count > 0 && random.Next(2) == 0 ? ports[random.Next(ports.Count)] : (ushort)4711;
        _flow.Told = 0;
        long bytes = 0;
        var payload = pool.Rent();
        foreach (var (direction, message) in Conversation(random))
        {
            bytes += message.Length;
            if (_target.Protocol.Transport == Transport.Udp) payload.Datagram(direction, message, message.Length, _flow);
            else DeliverInPieces(payload, direction, message, random);
            if (pool.BufferedBytes > 2 * PayloadLimits.BufferedBytes) Assert.Fail($"{pool.BufferedBytes} bytes are buffered");
        }
        if (random.Next(2) == 0) payload.EndOfStream((Direction)random.Next(2), _flow);
        payload.Close(_flow);
        pool.Return(payload);
        if (pool.BufferedBytes != 0) Assert.Fail($"{pool.BufferedBytes} bytes stay behind");
        if (_flow.Told > 64 + ToldPerByte * bytes) Assert.Fail($"{bytes} bytes made {_flow.Told} events");
    }

    private IEnumerable<(Direction Direction, byte[] Bytes)> Conversation(Random random)
    {
        var seeds = _target.Seeds;
        if (seeds.Length == 0) return [((Direction)random.Next(2), RandomBytes(random))];
        var mutator = new FuzzMutator(random);
        var turns = seeds[random.Next(seeds.Length)].Turns;
        var other = seeds[random.Next(seeds.Length)].Turns;
        var talk = new List<(Direction, byte[])>(turns.Count);
        foreach (var (direction, bytes) in turns)
        {
            var said = random.Next(3) == 0 ? mutator.Mutate(bytes, other[random.Next(other.Count)].Bytes) : bytes;
            if (random.Next(24) == 0) continue;                                              // lost
            talk.Add((random.Next(24) == 0 ? (Direction)random.Next(2) : direction, said));
            if (random.Next(24) == 0) talk.Add((direction, said));                           // twice
        }
        return talk;
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(1, 200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private void DeliverInPieces(FlowPayload payload, Direction direction, byte[] message, Random random)
    {
        var rest = message.AsSpan();
        var whole = random.Next(2) == 0;
        while (rest.Length > 0)                                                               // ends: each turn takes at least one byte
        {
            var piece = whole ? rest.Length : random.Next(1, Math.Min(rest.Length, 200) + 1);
            if (random.Next(40) == 0) payload.Gap(direction, random.Next(4) == 0 ? random.NextInt64(1, long.MaxValue) : piece, _flow);
            else payload.Deliver(direction, rest[..piece], _flow);
            rest = rest[piece..];
        }
    }
}
