using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>A SYN flood: every packet a new flow from a made-up address, at a steady rate, with some honest connections in between.</summary>
public sealed class FloodScenario(int packets, int packetsPerSecond, int seed)
{
    private const int HonestEvery = 10_000;

    /// <summary>Writes the whole scenario.</summary>
    public PcapWriter Build()
    {
        var output = new PcapWriter();
        var chance = new Random(seed);
        var victim = Host.At("10.20.0.80");
        var now = Timestamp.FromUnix(1_790_000_000);
        for (var i = 0; i < packets; i++)
        {
            var attacker = new Host(IpAddr.FromIPv4((uint)chance.NextInt64(0x0B00_0000, 0x7F00_0000)), new MacAddress(0x0050_5600_0001));
            output.Add(now, Frames.Tcp(attacker, (ushort)chance.Next(1024, 65536), victim, 80, (uint)chance.NextInt64(uint.MaxValue), 0, TcpFlags.Syn, []));
            if (i % HonestEvery == 0)
                new TcpConversation(output, now, (Host.At("10.20.0.21"), (ushort)(40000 + i / HonestEvery)), (victim, 80), TimeSpan.FromMilliseconds(1), chance)
                    .Client(Messages.HttpGet("www.office.example", "/", "curl/8")).Server(Messages.HttpOk("ok")).Close();
            now += TimeSpan.FromSeconds(1.0 / packetsPerSecond);
        }
        return output;
    }
}
