using System.Text;
using BenchmarkDotNet.Attributes;
using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Bacnet;
using NetSensor.Protocols.Coap;
using NetSensor.Protocols.Dnp3;
using NetSensor.Protocols.EtherNetIp;
using NetSensor.Protocols.Modbus;
using NetSensor.Protocols.Mqtt;
using NetSensor.Protocols.MySql;
using NetSensor.Protocols.Ntp;
using NetSensor.Protocols.PortMapping;
using NetSensor.Protocols.Radius;
using NetSensor.Protocols.Rtsp;
using NetSensor.Protocols.S7;
using NetSensor.Protocols.Sip;
using NetSensor.Protocols.Snmp;
using NetSensor.Protocols.Socks;
using NetSensor.Protocols.Stun;
using NetSensor.Protocols.Syslog;

namespace NetSensor.Benchmarks;

/// <summary>
/// One message of each protocol of devices and tunnels through its parser, and through its probe on a port that is not its own: what every unknown
/// flow pays. Those that tell an event per message allocate that event.
/// </summary>
[MemoryDiagnoser]
public class DeviceProtocolBenchmarks
{
    private static readonly Dictionary<string, (ProtocolDescriptor Protocol, byte[] Message)> All = new()
    {
        ["ntp"] = (NtpProtocol.Descriptor, [0x23, .. new byte[47]]),
        ["port_mapping"] = (PortMappingProtocol.Descriptor, [0, 2, 0, 0, 0, 22, 8, 174, 0, 0, 28, 32]),
        ["snmp"] = (SnmpProtocol.Descriptor, [0x30, 41, 2, 1, 1, 4, 6, .. "public"u8, 0xa0, 28, 2, 4, 0, 0, 0, 1, 2, 1, 0, 2, 1, 0, 0x30, 14, 0x30, 12, 6, 8, 0x2b, 6, 1, 2, 1, 1, 1, 0, 5, 0]),
        ["mqtt"] = (MqttProtocol.Descriptor, [0x10, 19, 0, 4, .. "MQTT"u8, 4, 2, 0, 60, 0, 7, .. "meter-7"u8]),
        ["modbus"] = (ModbusProtocol.Descriptor, [0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 2]),
        ["dnp3"] = (Dnp3Protocol.Streams, [0x05, 0x64, 0x05, 0xc0, 0x01, 0x00, 0x00, 0x04, 0xe9, 0x21]),
        ["sip"] = (SipProtocol.Datagrams, Text("OPTIONS sip:bob@b.example SIP/2.0", "Via: SIP/2.0/UDP a;branch=1", "From: <sip:a>;tag=1", "To: <sip:b>", "CSeq: 1 OPTIONS")),
        ["rtsp"] = (RtspProtocol.Descriptor, Text("OPTIONS rtsp://10.0.0.9/live RTSP/1.0", "CSeq: 1", "User-Agent: Player")),
        ["socks"] = (SocksProtocol.Descriptor, [5, 1, 0]),
        ["radius"] = (RadiusProtocol.Descriptor, [1, 7, 0, 25, .. new byte[16], 1, 5, .. "bob"u8]),
        ["syslog"] = (SyslogProtocol.Descriptor, "<34>Oct 11 22:14:15 mymachine su: failed"u8.ToArray()),
        ["mysql"] = (MySqlProtocol.Descriptor, [24, 0, 0, 0, 10, .. "8.0.30\0"u8, 1, 0, 0, 0, .. "saltsalt\0"u8, 0xff, 0xff, 8]),
        ["coap"] = (CoapProtocol.Descriptor, [0x40, 1, 0, 1, 0xbb, .. ".well-known"u8, 4, .. "core"u8]),
        ["bacnet"] = (BacnetProtocol.Descriptor, [0x81, 11, 0, 8, 1, 0, 0x10, 8]),
        ["s7comm"] = (S7Protocol.Descriptor, [3, 0, 0, 22, 17, 0xe0, 0, 0, 0, 7, 0, 0xc0, 1, 10, 0xc1, 2, 1, 0, 0xc2, 2, 1, 2]),
        ["enip"] = (EtherNetIpProtocol.Streams, [0x65, 0, 4, 0, .. new byte[20], 1, 0, 0, 0]),
        ["stun"] = (StunProtocol.Datagrams, [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, .. "0123456789ab"u8]),
    };

    private readonly SilentFlow _flow = new();
    private IProtocolParser _parser = null!;
    private byte[] _message = [];
    private Probe _probe = null!;
    private Direction _direction;

    /// <summary>The protocol.</summary>
    [ParamsSource(nameof(Names))]
    public string Protocol { get; set; } = "ntp";

    /// <summary>All of them.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>Takes its parser and message.</summary>
    [GlobalSetup]
    public void Choose()
    {
        var (protocol, message) = All[Protocol];
        (_parser, _probe, _message) = (protocol.Create(), protocol.Probe, message);
        _direction = Protocol == "mysql" ? Direction.FromResponder : Direction.FromOriginator; // its server speaks first
    }

    /// <summary>The message through a parser that is new.</summary>
    [Benchmark]
    public ParseStatus Parse()
    {
        _parser.Reset();
        return _parser.Parse(_message, _direction, _flow).Status;
    }

    /// <summary>The probe on a foreign port.</summary>
    [Benchmark]
    public ProbeVerdict ProbeElsewhere() => _probe(_message, _direction, likelyPort: false);

    private static byte[] Text(params string[] lines) => Encoding.ASCII.GetBytes(string.Join("\r\n", [.. lines, "", ""]));
}
