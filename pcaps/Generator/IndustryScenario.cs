using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>
/// A plant: an engineer's machine asks controllers what they are, polls an outstation, looks through a camera, opens a tunnel and shares a file:
/// protocols of which no free peer is packaged, or that need more than two machines.
/// </summary>
public sealed class IndustryScenario(int seed)
{
    private static readonly Timestamp Begin = Timestamp.FromUnix(1_790_100_000);
    private static readonly TimeSpan Rtt = TimeSpan.FromMilliseconds(3);

    private readonly PcapWriter _out = new();
    private readonly Random _chance = new(seed);
    private readonly Host _engineer = Host.At("10.30.0.10");
    private Timestamp _now = Begin;
    private ushort _port = 50000;

    /// <summary>Writes the whole scenario.</summary>
    public PcapWriter Build()
    {
        Controller(Host.At("10.30.0.21"));
        Outstation(Host.At("10.30.0.22"));
        Building(Host.At("10.30.0.23"));
        EtherNetIp(Host.At("10.30.0.24"));
        Camera(Host.At("10.30.0.25"));
        Tunnel(Host.At("10.30.0.26"));
        Peers(Host.At("10.30.0.27"));
        return _out;
    }

    private void Controller(Host controller) => Talk(controller, 102)
        .Client(IndustryMessages.S7Connection(0xe0)).Server(IndustryMessages.S7Connection(0xd0))
        .Client(IndustryMessages.S7(0x32, 1, 0, 0, 0, 1, 0, 8, 0, 0, 0xf0, 0, 0, 1, 0, 1, 1, 0xe0))
        .Server(IndustryMessages.S7(0x32, 3, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0, 0xf0, 0, 0, 1, 0, 1, 0, 0xf0))
        .Client(IndustryMessages.S7AskList(0x11))
        .Server(IndustryMessages.S7List(0x11,
            [0, 1, .. IndustryMessages.Padded("6ES7 315-2EH14-0AB0", 20), 0, 0xc0, 0, 4, 0, 1],
            [0, 7, .. IndustryMessages.Padded("", 20), 0, 0xc0, (byte)'V', 3, 2, 6]))
        .Client(IndustryMessages.S7AskList(0x1c))
        .Server(IndustryMessages.S7List(0x1c,
            [0, 1, .. IndustryMessages.Padded("PUMP-STATION", 32)], [0, 2, .. IndustryMessages.Padded("CPU 315-2 PN/DP", 32)],
            [0, 5, .. IndustryMessages.Padded("S C-X4U421302009", 32)], [0, 7, .. IndustryMessages.Padded("CPU 315-2 PN/DP", 32)]))
        .Close();

    private void Outstation(Host outstation) => Talk(outstation, 20000)
        .Client(IndustryMessages.Dnp3(true, 0xc0, 0xc0, 1, 60, 1, 6))                                       // read class 0
        .Server(IndustryMessages.Dnp3(false, 0xc0, 0xc0, 0x81, 0x90, 0, 1, 1, 0, 0, 3, 0b101))
        .Client(IndustryMessages.Dnp3(true, 0xc1, 0xc1, 5, 12, 1, 0x28, 1, 0, 0, 0, 3, 1, 100, 0, 0, 0, 0, 0, 0, 0, 0))   // direct operate
        .Server(IndustryMessages.Dnp3(false, 0xc1, 0xc1, 0x81, 0, 0))
        .Server(IndustryMessages.Dnp3(false, 0xc2, 0xf2, 0x82, 0, 0))
        .Client(IndustryMessages.Dnp3(true, 0xc2, 0xd2, 0))
        .Close();

    private void Building(Host device)
    {
        Datagrams(device, 47808, 47808, IndustryMessages.Bacnet(10, [1, 0, 0x10, 8, 0x09, 61, 0x19, 61]),
            IndustryMessages.Bacnet(10, [1, 0, 0x10, 0, 0xc4, 2, 0, 0, 61, 0x22, 5, 0xc4, 0x91, 3, 0x21, 18]),
            IndustryMessages.BacnetAsk(77), IndustryMessages.BacnetProperty(77, "AHU-1"),
            IndustryMessages.BacnetAsk(121), IndustryMessages.BacnetProperty(121, "Example Controls"),
            IndustryMessages.BacnetAsk(70), IndustryMessages.BacnetProperty(70, "EC-9"));
    }

    private void EtherNetIp(Host device)
    {
        var identity = IndustryMessages.EtherNetIpIdentity(device.Address, "1756-EN2T/D");
        Datagrams(device, 50001, 44818, IndustryMessages.EtherNetIp(0x63), identity);
        Talk(device, 44818).Client(IndustryMessages.EtherNetIp(0x65, 1, 0, 0, 0)).Server(IndustryMessages.EtherNetIp(0x65, 1, 0, 0, 0))
            .Client(IndustryMessages.EtherNetIp(0x63)).Server(identity).Close();
    }

    private void Camera(Host camera) => Talk(camera, 554)
        .Client(IndustryMessages.Rtsp("OPTIONS rtsp://10.30.0.25/live RTSP/1.0", "CSeq: 1", "User-Agent: Example Player 1"))
        .Server(IndustryMessages.Rtsp("RTSP/1.0 200 OK", "CSeq: 1", "Server: Example Camera 4.2", "Public: OPTIONS, DESCRIBE, SETUP, PLAY"))
        .Client(IndustryMessages.Rtsp("DESCRIBE rtsp://10.30.0.25/live RTSP/1.0", "CSeq: 2"))
        .Server(IndustryMessages.Rtsp("RTSP/1.0 401 Unauthorized", "CSeq: 2", "WWW-Authenticate: Basic realm=\"CAM-7\""))
        .Client(IndustryMessages.Rtsp("DESCRIBE rtsp://10.30.0.25/live RTSP/1.0", "CSeq: 3", "Authorization: Basic Ym9iOnNlY3JldA=="))
        .Server(IndustryMessages.Rtsp("RTSP/1.0 200 OK", "CSeq: 3", "Content-Type: application/sdp", "Content-Length: 0"))
        .Close();

    private void Tunnel(Host far)
    {
        byte[] initiation = [1, 0, 0, 0, .. Random(144)];
        Datagrams(far, 51820, 51820, initiation, [2, 0, 0, 0, .. Random(4), .. initiation[4..8], .. Random(80)], [4, 0, 0, 0, .. Random(28)], [4, 0, 0, 0, .. Random(124)]);
    }

    private void Peers(Host peer)
    {
        byte[] greeting = [0x13, .. "BitTorrent protocol"u8, 0, 0, 0, 0, 0, 0x10, 0, 5, .. Random(20)];
        Talk(peer, 51413).Client([.. greeting, .. "-EX0001-abcdefghijkl"u8]).Server([.. greeting, .. "-EX0002-mnopqrstuvwx"u8]).Close();
        Datagrams(peer, 51413, 51413, [.. "d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe"u8], [.. "d1:rd2:id20:mnopqrstuvwxyz123456e1:t2:aa1:y1:re"u8]);
        Datagrams(peer, 51414, 51413, [0x41, 0, 0x12, 0x34, .. Random(12), 0, 1, 0, 0], [0x21, 0, 0x12, 0x34, .. Random(12), 0, 9, 0, 1]);
    }

    private TcpConversation Talk(Host server, ushort port)
    {
        _now += TimeSpan.FromSeconds(2);
        return new TcpConversation(_out, _now, (_engineer, _port++), (server, port), Rtt, _chance);
    }

    /// <summary>Datagrams in turn, the engineer first.</summary>
    private void Datagrams(Host server, ushort from, ushort to, params byte[][] messages)
    {
        _now += TimeSpan.FromSeconds(2);
        for (var turn = 0; turn < messages.Length; turn++)
        {
            _out.Add(_now, turn % 2 == 0 ? Frames.Udp(_engineer, from, server, to, messages[turn]) : Frames.Udp(server, to, _engineer, from, messages[turn]));
            _now += Rtt;
        }
    }

    private byte[] Random(int length)
    {
        var bytes = new byte[length];
        _chance.NextBytes(bytes);
        return bytes;
    }
}
