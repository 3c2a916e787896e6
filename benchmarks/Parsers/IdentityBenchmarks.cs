using System.Text;
using BenchmarkDotNet.Attributes;
using NetSensor.Enrichment.HostFacts;
using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Dhcp;
using NetSensor.Protocols.Ssdp;
using NetSensor.Protocols.WsDiscovery;
using NetSensor.Wire;

namespace NetSensor.Benchmarks;

/// <summary>Who is who: the parsers of announcements (an event each), their probes elsewhere (nothing), and the table of facts for what it knows (nothing).</summary>
[MemoryDiagnoser]
public class IdentityBenchmarks
{
    private static readonly byte[] Request =
    [
        1, 1, 6, 0, 1, 2, 3, 4, .. new byte[20], 2, 0, 0x5e, 0x10, 0, 1, .. new byte[202], 0x63, 0x82, 0x53, 0x63,
        53, 1, 3, 12, 6, .. "desk-7"u8, 60, 8, .. "MSFT 5.0"u8, 55, 4, 1, 3, 6, 15, 255,
    ];

    private static readonly byte[] Notify = Encoding.ASCII.GetBytes(
        "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nCACHE-CONTROL: max-age=1800\r\nLOCATION: http://192.0.2.5/d.xml\r\nSERVER: Linux/4.4 UPnP/1.0 Box/2\r\n"
        + "NT: upnp:rootdevice\r\nNTS: ssdp:alive\r\nUSN: uuid:1-2-3::upnp:rootdevice\r\n\r\n");

    private readonly SilentFlow _flow = new();
    private readonly DhcpParser _dhcp = new();
    private readonly SsdpParser _ssdp = new();
    private readonly HostFactTable _table = new(new HostFactOptions());
    private readonly byte[] _other = new byte[300];

    /// <summary>Fills the table with a network's facts.</summary>
    [GlobalSetup]
    public void Learn()
    {
        for (var host = 0; host < 10_000; host++) LearnOne(host);
    }

    /// <summary>A DHCP request.</summary>
    [Benchmark(Baseline = true)]
    public ParseStatus DhcpRequest()
    {
        _dhcp.Reset();
        return _dhcp.Parse(Request, Direction.FromOriginator, _flow).Status;
    }

    /// <summary>An announcement over SSDP.</summary>
    [Benchmark]
    public ParseStatus SsdpNotify()
    {
        _ssdp.Reset();
        return _ssdp.Parse(Notify, Direction.FromOriginator, _flow).Status;
    }

    /// <summary>The probes, on a datagram that is none of theirs.</summary>
    [Benchmark]
    public int ProbesElsewhere() =>
        (int)DhcpProtocol.Descriptor.Probe(_other, Direction.FromOriginator, false) + (int)SsdpProtocol.Descriptor.Probe(_other, Direction.FromOriginator, false)
        + (int)WsDiscoveryProtocol.Descriptor.Probe(_other, Direction.FromOriginator, false);

    /// <summary>A fact that is known.</summary>
    [Benchmark]
    public bool KnownFact() => LearnOne(4711);

    private bool LearnOne(int host) => _table.Learn(
        new HostFact(IpAddr.FromIPv4(0x0A00_0000 + (uint)host), default, HostFactKind.Name, "desk-7", "dhcp"), Timestamp.FromUnix(1_000_000)) is not null;
}
