using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Benchmarks.Cost;

/// <summary>
/// A day of a very large network as events: many hosts, each of which speaks to many others it never spoke to before, and asks for names that nobody asked for. What
/// detectors keep per host, channel and name grows as fast as it can.
/// </summary>
/// <param name="hosts">Hosts inside.</param>
/// <param name="channels">Pairs of a host and a destination.</param>
public sealed class CrowdOfHosts(int hosts, long channels)
{
    private const int AgainEvery = 5;           // one connection in so many goes where one went a while ago
    private const int BackBy = 1_000;           // that long ago
    private const int NameEvery = 4;            // one connection in so many is behind a question for its name
    private static readonly Timestamp Begin = Timestamp.FromUnix(1_790_000_000);
    private static readonly ushort[] Ports = [443, 443, 443, 80, 445, 22, 8443, 3389];

    private ulong _order;

    /// <summary>All of it, in the order of time, a day long.</summary>
    public IEnumerable<SensorEvent> Events()
    {
        for (var number = 0L; number < channels; number++)
        {
            var now = new Timestamp(Begin.Nanoseconds + (long)(number * (86_400e9 / channels)));
            if (number % NameEvery == 0) yield return Question(number, now);
            yield return Connection(number, now);
            if (number % AgainEvery == 0 && number >= BackBy) yield return Connection(number - BackBy, now);
        }
    }

    private FlowEvent Connection(long channel, Timestamp now)
    {
        var port = Ports[channel % Ports.Length];
        var isInside = port is 445 or 22 or 3389;
        var target = isInside ? Host((channel * 7_919 + 13) % hosts) : IpAddr.FromIPv4(0x1700_0000u + (uint)(Mixed(channel) % 0x5000_0000));
        var told = new FlowEvent
        {
            ConnectionState = "SF", History = "ShADadfF", Duration = TimeSpan.FromSeconds(1), Service = port == 443 ? "ssl" : null,
            OriginatorBytes = 400 + channel % 900, OriginatorPackets = 8, OriginatorIpBytes = 900, ResponderBytes = 3_000 + channel % 7_000, ResponderPackets = 9, ResponderIpBytes = 4_000,
            DestinationName = port is 443 or 80 ? Name(channel) : null, DestinationNameSource = port is 443 ? "sni" : null, ResponderCountry = isInside ? null : "US",
        };
        told.Stamp(now, Flow(channel, target, port, Transport.Tcp, now), 0);
        return told;
    }

    private DnsTransactionEvent Question(long channel, Timestamp now)
    {
        var asked = new DnsTransactionEvent
        {
            Begin = now, TransactionId = (ushort)channel, Query = Name(channel), QueryType = 1, QueryTypeName = "A", QueryClass = 1, ResponseCode = channel % 11 == 0 ? 3 : 0,
            ResponseCodeName = channel % 11 == 0 ? "NXDOMAIN" : "NOERROR", SawQuery = true, SawReply = true, RoundTrip = TimeSpan.FromMilliseconds(9),
        };
        asked.Stamp(now, Flow(channel, IpAddr.Parse("10.0.0.2"), 53, Transport.Udp, now), 0);
        return asked;
    }

    private FlowIdentity Flow(long channel, IpAddr target, ushort port, Transport transport, Timestamp now) => new()
    {
        Start = now, Originator = Host(channel % hosts), Responder = target, OriginatorPort = (ushort)(40_000 + channel % 20_000), ResponderPort = port, Transport = transport,
        Protocol = transport == Transport.Tcp ? IpProtocol.Tcp : IpProtocol.Udp, Order = ++_order, OriginatorMac = new MacAddress(0x0050_5600_0000UL + (ulong)(channel % hosts)),
    };

    private static string Name(long channel) => $"{Mixed(channel):x12}.site{channel % 400_000}.example";

    private static IpAddr Host(long number) => IpAddr.FromIPv4(0x0A01_0000u + (uint)number);

    private static ulong Mixed(long number) => ((ulong)number * 0x9E37_79B9_7F4A_7C15) >> 16;
}
