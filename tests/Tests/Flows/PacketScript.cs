using System.Buffers.Binary;
using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Tests.Flows;

/// <summary>Packets between a client 10.0.0.1:40000 and a server 10.0.0.2:80, told one by one to a tracker; keeps what comes out.</summary>
public sealed class PacketScript : IEventSink
{
    public static readonly Timestamp Start = Timestamp.FromUnix(1_700_000_000);

    private uint _clientFirst = 1000, _clientNext = 1000;
    private uint _serverFirst = 5000, _serverNext = 5000;

    public PacketScript(FlowOptions? options = null, params ProtocolDescriptor[] protocols) =>
        Tracker = new FlowTracker(options ?? new FlowOptions(), new PayloadPool(protocols), this);

    public FlowTracker Tracker { get; }

    public List<SensorEvent> Events { get; } = [];

    public ushort ClientPort { get; set; } = 40000;

    public ushort ServerPort { get; set; } = 80;

    /// <summary>Packet clock in seconds; every packet advances it by a hundredth.</summary>
    public double Clock { get; set; }

    public IEnumerable<FlowEvent> Flows => Events.OfType<FlowEvent>();

    public IEnumerable<string> Weirds => Events.OfType<WeirdEvent>().Select(weird => weird.Name);

    void IEventSink.Emit(SensorEvent happened) => Events.Add(happened);

    /// <summary>
    /// Plays a script: "S" SYN, "H" SYN-ACK, "A" acknowledgement, "D" ten bytes of data, "F" FIN, "R" RST, "L" ten bytes that the capture lost,
    /// "T" the last ten bytes again, "W" a zero window; upper case from the client, lower case from the server.
    /// </summary>
    public PacketScript Play(string script)
    {
        foreach (var step in script) Step(char.ToUpperInvariant(step), char.IsUpper(step));
        return this;
    }

    /// <summary>Lets time pass.</summary>
    public PacketScript Wait(double seconds)
    {
        Clock += seconds;
        return this;
    }

    /// <summary>The capture ends; the one flow that came out.</summary>
    public FlowEvent Flow()
    {
        Tracker.Finish();
        return Assert.Single(Flows);
    }

    /// <summary>The capture ends; all flows in the order of their start.</summary>
    public List<FlowEvent> AllFlows()
    {
        Tracker.Finish();
        return [.. Flows.OrderBy(flow => flow.Flow!.Start)];
    }

    /// <summary>Chooses where the sequence numbers of both sides begin.</summary>
    public PacketScript From(uint client, uint server)
    {
        (_clientFirst, _serverFirst) = (_clientNext, _serverNext) = (client, server);
        return this;
    }

    public void Tcp(bool fromClient, TcpFlags flags, uint sequence, uint acknowledgement, ReadOnlySpan<byte> payload, ushort window = 8000)
    {
        Span<byte> segment = stackalloc byte[20 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(segment, fromClient ? ClientPort : ServerPort);
        BinaryPrimitives.WriteUInt16BigEndian(segment[2..], fromClient ? ServerPort : ClientPort);
        BinaryPrimitives.WriteUInt32BigEndian(segment[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(segment[8..], acknowledgement);
        segment[12] = 0x50;
        segment[13] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(segment[14..], window);
        payload.CopyTo(segment[20..]);
        Ip(fromClient, IpProtocol.Tcp, segment);
    }

    public void Udp(bool fromClient, ReadOnlySpan<byte> payload)
    {
        Span<byte> datagram = stackalloc byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, fromClient ? ClientPort : ServerPort);
        BinaryPrimitives.WriteUInt16BigEndian(datagram[2..], fromClient ? ServerPort : ClientPort);
        BinaryPrimitives.WriteUInt16BigEndian(datagram[4..], (ushort)datagram.Length);
        payload.CopyTo(datagram[8..]);
        Ip(fromClient, IpProtocol.Udp, datagram);
    }

    public void Icmp(bool fromClient, byte type, byte code) => Ip(fromClient, IpProtocol.Icmp, [type, code, 0, 0, 0, 1, 0, 1, 9, 9]);

    public void Ip(bool fromClient, IpProtocol protocol, ReadOnlySpan<byte> payload) =>
        Send(Ipv4([10, 0, 0, (byte)(fromClient ? 1 : 2)], [10, 0, 0, (byte)(fromClient ? 2 : 1)], protocol, payload));

    /// <summary>A raw IPv4 packet at the script's clock.</summary>
    public void Send(byte[] packet)
    {
        var raw = new RawPacket(Start + TimeSpan.FromSeconds(Clock), LinkType.Raw, packet.Length, packet);
        Tracker.Advance(raw.Time);
        Tracker.Prepare(0, raw);
        Tracker.Process(0, raw);
        Clock += 0.01;
    }

    public static byte[] Ipv4(ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, IpProtocol protocol, ReadOnlySpan<byte> payload)
    {
        var packet = new byte[20 + payload.Length];
        packet[0] = 0x45; // version 4, five words
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[8] = 64;
        packet[9] = (byte)protocol;
        source.CopyTo(packet.AsSpan(12));
        destination.CopyTo(packet.AsSpan(16));
        payload.CopyTo(packet.AsSpan(20));
        return packet;
    }

    private void Step(char step, bool client)
    {
        ref var next = ref _serverNext;
        if (client) next = ref _clientNext;
        var acknowledgement = client ? _serverNext : _clientNext;
        Span<byte> data = stackalloc byte[10];
        data.Fill((byte)step);
        switch (step)
        {
            case 'S':
                next = client ? _clientFirst : _serverFirst;
                Tcp(client, TcpFlags.Syn, next++, 0, []);
                break;
            case 'H': Tcp(client, TcpFlags.Syn | TcpFlags.Ack, next++, acknowledgement, []); break;
            case 'A': Tcp(client, TcpFlags.Ack, next, acknowledgement, []); break;
            case 'D':
                Tcp(client, TcpFlags.Ack | TcpFlags.Psh, next, acknowledgement, data);
                next += 10;
                break;
            case 'L': next += 10; break;
            case 'T': Tcp(client, TcpFlags.Ack, next - 10, acknowledgement, data); break;
            case 'F': Tcp(client, TcpFlags.Fin | TcpFlags.Ack, next++, acknowledgement, []); break;
            case 'R': Tcp(client, TcpFlags.Rst, next, acknowledgement, []); break;
            case 'W': Tcp(client, TcpFlags.Ack, next, acknowledgement, [], window: 0); break;
            default: throw new ArgumentOutOfRangeException(nameof(step), step, "no such step");
        }
    }
}
