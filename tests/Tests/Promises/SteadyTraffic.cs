using NetSensor.Generator;
using NetSensor.Wire;
using NetSensor.Tests.Wire;
using Machine = NetSensor.Generator.Host;

namespace NetSensor.Tests.Promises;

/// <summary>
/// Many flows of several kinds that begin in the first seconds and then just go on: TLS with application data, HTTP with endless bodies, TCP that
/// nobody knows in both directions, calls over UDP, pings. One segment in ten comes late, one in twenty comes twice.
/// </summary>
internal sealed class SteadyTraffic
{
    private const int FlowsOfAKind = 60;
    private const int Segment = 900;
    private static readonly Timestamp Start = Timestamp.FromUnix(1_790_000_000);
    private static readonly TimeSpan Setup = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20); // between two packets of a flow: far below every time-out
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(4);

    private readonly PcapWriter _out = new();
    private readonly Random _chance = new(22);

    /// <summary>Writes the setup and then at least so many packets in which nothing new happens.</summary>
    public static void Save(string path, int steadyPackets)
    {
        var traffic = new SteadyTraffic();
        var rounds = steadyPackets / (FlowsOfAKind * 7) + 1;
        for (var flow = 0; flow < FlowsOfAKind; flow++) traffic.AddFlows(flow, rounds);
        traffic._out.Save(path);
    }

    private void AddFlows(int number, int rounds)
    {
        var client = Machine.At($"10.1.{number / 200}.{number % 200 + 1}");
        Tls(client, Machine.At("192.0.2.10"), (ushort)(20000 + number), rounds);
        Http(client, Machine.At("192.0.2.20"), (ushort)(21000 + number), rounds);
        Unknown(client, Machine.At("192.0.2.30"), (ushort)(22000 + number), rounds);
        Call(client, Machine.At("192.0.2.40"), (ushort)(23000 + number), rounds);
        Ping(client, Machine.At("192.0.2.50"), rounds);
    }

    private void Tls(Machine client, Machine server, ushort port, int rounds)
    {
        var flow = Open(client, server, port, 443);
        flow.Client(Messages.ClientHello("steady.example", [0x1301, 0x1302], "h2", _chance)).Server(Messages.ServerHello(0x1301, 1200, _chance));
        flow.Client(Messages.ApplicationData(60, _chance)).Server(Messages.ApplicationData(200, _chance));
        Carry(flow, (client, port), (server, 443), rounds, fromClient => Messages.ApplicationData(fromClient ? 120 : Segment, _chance));
    }

    private void Http(Machine client, Machine server, ushort port, int rounds)
    {
        var flow = Open(client, server, port, 80);
        flow.Client(Messages.HttpGet("steady.example", "/endless", "curl/8"));
        flow.Server("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 90000000000\r\n\r\n"u8);
        flow.Server(Noise(4 * Segment));
        Carry(flow, (client, port), (server, 80), rounds, fromClient => fromClient ? [] : Noise(Segment));
    }

    private void Unknown(Machine client, Machine server, ushort port, int rounds)
    {
        var flow = Open(client, server, port, 47_000);
        flow.Client(Noise(3000)).Server(Noise(3000));
        Carry(flow, (client, port), (server, 47_000), rounds, _ => Noise(Segment));
    }

    private void Call(Machine client, Machine server, ushort port, int rounds)
    {
        for (var round = 0; round < rounds + 40; round++) // the first ones are probed
        {
            var at = Start + Setup + Pace * (round - 40) + Round;
            byte[] media = [0x80, 0x60, .. Noise(170)]; // RTP's first bytes (RFC 3550 §5.1)
            _out.Add(at, Frames.Udp(client, port, server, 47_001, media));
            if (round % 2 == 0) _out.Add(at + Round, Frames.Udp(server, 47_001, client, port, media));
        }
    }

    private void Ping(Machine client, Machine server, int rounds)
    {
        var pattern = Noise(56); // a ping repeats it, and its reply gives it back
        for (var round = 0; round < rounds; round++)
            foreach (var (from, to, type) in new[] { (client, server, 8), (server, client, 0) })
                _out.Add(Start + Pace * round + (type == 8 ? TimeSpan.Zero : Round),
                    Packets.Ethernet(EtherType.IPv4, Packets.Ipv4(IpProtocol.Icmp, Packets.Icmp((byte)type, 0, pattern), from.Address, to.Address)));
    }

    private TcpConversation Open(Machine client, Machine server, ushort port, ushort serverPort) =>
        new(_out, Start + TimeSpan.FromMilliseconds(_chance.Next(1000)), (client, port), (server, serverPort), TimeSpan.FromMilliseconds(5), _chance);

    /// <summary>Goes on with an open connection; every tenth segment changes places with the one behind it, every twentieth comes again.</summary>
    private void Carry(TcpConversation flow, (Machine Host, ushort Port) client, (Machine Host, ushort Port) server, int rounds, Func<bool, byte[]> payload)
    {
        var (fromClient, fromServer) = (flow.ClientSequence, flow.ServerSequence);
        var (seen, seenBefore) = (fromServer, fromServer); // the client acknowledges two rounds later, so that late segments may still come
        for (var round = 0; round < rounds; round++)
        {
            var at = Start + Setup + Pace * round;
            var said = payload(true);
            _out.Add(at, Frames.Tcp(client.Host, client.Port, server.Host, server.Port, fromClient, seenBefore, TcpFlags.Ack, said));
            fromClient += (uint)said.Length;
            var answer = payload(false);
            var late = round % 10 == 3 ? Pace * 1.5 : TimeSpan.Zero;
            _out.Add(at + Round + late, Frames.Tcp(server.Host, server.Port, client.Host, client.Port, fromServer, fromClient, TcpFlags.Ack, answer));
            if (round % 20 == 7) _out.Add(at + Round * 2, Frames.Tcp(server.Host, server.Port, client.Host, client.Port, fromServer, fromClient, TcpFlags.Ack, answer));
            (seen, seenBefore) = (fromServer, seen);
            fromServer += (uint)answer.Length;
        }
    }

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        _chance.NextBytes(bytes);
        return bytes;
    }
}
