using NetSensor.Wire;

namespace NetSensor.Tests.Flows;

/// <summary>Faults of packet headers are told once per pair and hour, and a flood of them does not silence the sensor for good.</summary>
public sealed class PacketFaultsTests
{
    private const int MorePairsThanRemembered = 10_100;

    [Fact]
    public void A_pair_is_told_once_in_an_hour_and_again_in_the_next()
    {
        var script = new PacketScript();
        SendFaulty(script, 1);
        SendFaulty(script, 1);
        Assert.Single(script.Weirds);
        SendFaulty(script.Wait(3600), 1);
        Assert.Equal(2, script.Weirds.Count());
    }

    [Fact]
    public void After_a_flood_of_pairs_the_next_hour_is_told_again()
    {
        var script = new PacketScript();
        for (var pair = 0; pair < MorePairsThanRemembered; pair++) SendFaulty(script, pair);
        var told = script.Weirds.Count();
        SendFaulty(script, MorePairsThanRemembered);
        Assert.Equal(told, script.Weirds.Count());
        SendFaulty(script.Wait(3600), MorePairsThanRemembered + 1);
        Assert.Equal(told + 1, script.Weirds.Count());
    }

    private static void SendFaulty(PacketScript script, int pair)
    {
        var packet = PacketScript.Ipv4([10, 1, (byte)(pair >> 8), (byte)pair], [10, 0, 0, 2], IpProtocol.Udp, new byte[20]);
        packet[0] = 0x44; // a header of 16 bytes: too short
        script.Send(packet);
    }
}
