using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>
/// A camera and a computer have the router open ports from outside to them, by UPnP (WANIPConnection), NAT-PMP and PCP. In the benign twin they only look for the
/// router and ask for its address, are refused, and take mappings back.
/// </summary>
public sealed class DoorScenario(int seed)
{
    private const ushort MappingPort = 5351, ControlPort = 5000;
    private const string Service = "urn:schemas-upnp-org:service:WANIPConnection:1";
    private static readonly Timestamp Begin = Timestamp.FromUnix(1_790_640_000);
    private static readonly TimeSpan Rtt = TimeSpan.FromMilliseconds(2);

    private readonly PcapWriter _out = new();
    private readonly Random _chance = new(seed);
    private readonly Host _router = Host.At("10.41.0.1"), _camera = Host.At("10.41.0.25"), _desk = Host.At("10.41.0.30"), _server = Host.At("10.41.0.31"), _mallory = Host.At("10.41.0.66");
    private Timestamp _now = Begin;
    private ushort _port = 41000;

    /// <summary>Doors are opened.</summary>
    public PcapWriter Opened()
    {
        Soap(_camera, "AddPortMapping", "200 OK", Wish(_camera, 554, 554));
        Soap(_mallory, "AddAnyPortMapping", "200 OK", Wish(_desk, 3389, 3389), "<NewReservedPort>40389</NewReservedPort>"); // another's desktop, at the port that was free
        Ask(_desk, NatPmp(2, 22, 2222, 7200), NatPmpAnswer(2, 0, 22, 2222, 7200));   // its shell
        Ask(_server, Pcp(1, 0, 8080, 0, 3600), Pcp(0x81, 0, 8080, 8080, 3600));
        return _out;
    }

    /// <summary>The benign twin.</summary>
    public PcapWriter Closed()
    {
        Get(_camera, "/rootDesc.xml");
        Soap(_camera, "GetExternalIPAddress", "200 OK");
        Soap(_camera, "AddPortMapping", "500 Internal Server Error", Wish(_camera, 554, 554)); // UPnP's refusal
        Soap(_camera, "DeletePortMapping", "200 OK");
        Ask(_desk, [0, 0], [0, 128, 0, 0, .. Octets.U32(77), 203, 0, 113, 7]);        // the router's address
        Ask(_desk, NatPmp(2, 22, 2222, 7200), NatPmpAnswer(2, 2, 22, 0, 0));          // not authorised
        Ask(_desk, NatPmp(1, 4500, 0, 0), NatPmpAnswer(1, 0, 4500, 0, 0));            // takes one back
        Ask(_server, Pcp(1, 0, 8080, 0, 3600), Pcp(0x81, 2, 8080, 0, 60));
        return _out;
    }

    private void Get(Host host, string path) => Talk(host).Client(Messages.HttpGet("10.41.0.1:5000", path, "UPnP/1.1 Example/1.0")).Server(Messages.HttpOk("<root/>")).Close();

    private void Soap(Host host, string action, string status, string wish = "", string given = "")
    {
        var (ask, answer) = (Envelope($"<u:{action} xmlns:u=\"{Service}\">{wish}</u:{action}>"), Envelope($"<u:{action}Response xmlns:u=\"{Service}\">{given}</u:{action}Response>"));
        Talk(host).Client(Octets.Ascii($"POST /ctl/IPConn HTTP/1.1\r\nHost: 10.41.0.1:5000\r\nSOAPAction: \"{Service}#{action}\"\r\nContent-Type: text/xml\r\nContent-Length: {ask.Length}\r\n\r\n{ask}"))
            .Server(Octets.Ascii($"HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Length: {answer.Length}\r\n\r\n{answer}")).Close();
    }

    private static string Envelope(string inside) => $"<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>{inside}</s:Body></s:Envelope>";

    /// <summary>The arguments of AddPortMapping, as miniupnpc sends them.</summary>
    private static string Wish(Host host, int inside, int outside) =>
        $"<NewRemoteHost></NewRemoteHost><NewExternalPort>{outside}</NewExternalPort><NewProtocol>TCP</NewProtocol><NewInternalPort>{inside}</NewInternalPort><NewInternalClient>{host.Address}</NewInternalClient>" +
        "<NewEnabled>1</NewEnabled><NewPortMappingDescription>stream</NewPortMappingDescription><NewLeaseDuration>0</NewLeaseDuration>";

    private TcpConversation Talk(Host host) => new(_out, _now += TimeSpan.FromSeconds(5), (host, _port++), (_router, ControlPort), Rtt, _chance);

    private void Ask(Host host, byte[] question, byte[] answer)
    {
        _now += TimeSpan.FromSeconds(5);
        var port = _port++;
        _out.Add(_now, Frames.Udp(host, port, _router, MappingPort, question));
        _out.Add(_now + Rtt, Frames.Udp(_router, MappingPort, host, port, answer));
    }

    /// <summary>RFC 6886 §3.3; operation 1 for UDP, 2 for TCP.</summary>
    private static byte[] NatPmp(byte operation, int inside, int outside, uint lifetime) => [0, operation, 0, 0, .. Octets.U16(inside), .. Octets.U16(outside), .. Octets.U32(lifetime)];

    private static byte[] NatPmpAnswer(byte operation, int result, int inside, int outside, uint lifetime) =>
        [0, (byte)(operation | 0x80), .. Octets.U16(result), .. Octets.U32(77), .. Octets.U16(inside), .. Octets.U16(outside), .. Octets.U32(lifetime)];

    /// <summary>RFC 6887 §11.1, for TCP.</summary>
    private byte[] Pcp(byte operation, byte result, int inside, int outside, uint lifetime) =>
        [2, operation, 0, result, .. Octets.U32(lifetime), .. new byte[16], .. Octets.Noise(12, _chance), 6, 0, 0, 0, .. Octets.U16(inside), .. Octets.U16(outside), .. new byte[16]];
}
