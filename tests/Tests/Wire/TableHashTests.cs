using NetSensor.Flows.Table;
using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

/// <summary>Keys that a stranger computed so that they meet in one bucket.</summary>
public sealed class TableHashTests
{
    private const int Keys = 4096;
    private const int AllButChance = Keys - 64; // of 4,096 hashes of 32 bits one in five hundred draws has a pair that meets
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    /// <summary>2001:…: the low half is chosen so that the mixed sum of both is the same for all.</summary>
    private static IEnumerable<IpAddr> ThatMixAlike => Enumerable.Range(1, Keys).Select(number => HighOf(number)).Select(high => new IpAddr(high, high * Multiplier));

    /// <summary>…and so that the flow table's former sum is.</summary>
    private static IEnumerable<IpAddr> ThatSumAlike => Enumerable.Range(1, Keys).Select(number => new IpAddr((ulong)number * Multiplier, (ulong)number));

    private static ulong HighOf(int number) => 0x2001_0000_0000_0000 + (ulong)number;

    [Fact] public void Addresses_of_the_same_mix_are_spread_over_a_table()
    {
        Assert.Single(ThatMixAlike.Select(address => address.Mix64()).Distinct());
        Assert.InRange(ThatMixAlike.Select(address => address.GetHashCode()).Distinct().Count(), AllButChance, Keys);
    }

    [Theory, InlineData(0ul), InlineData(1ul), InlineData(0xFEED_FACE_CAFE_BEEFul)]
    public void Flows_of_addresses_of_the_same_sum_are_spread_over_the_flow_table(ulong seed)
    {
        var keys = ThatSumAlike.Select(source => new FlowKey(source, IpAddr.Parse("2001:db8::1"), 1024, 443, IpProtocol.Tcp, OneWay: false, Scope: 0));
        Assert.InRange(keys.Select(key => key.Hash(seed) >> 32).Distinct().Count(), AllButChance, Keys);
    }

    [Fact] public void A_flow_has_one_hash_from_either_side()
    {
        var (one, other) = (IpAddr.Parse("2001:db8::1"), IpAddr.Parse("192.0.2.7"));
        var there = new FlowKey(one, other, 1024, 443, IpProtocol.Tcp, OneWay: false, Scope: 5);
        var back = new FlowKey(other, one, 443, 1024, IpProtocol.Tcp, OneWay: false, Scope: 5);
        Assert.Equal(there.Hash(77), back.Hash(77));
    }

    [Fact] public void Hardware_addresses_whose_halves_cancel_out_are_spread_over_a_table()
    {
        var macs = Enumerable.Range(1, Keys).Select(number => new MacAddress(((ulong)number << 32) | (uint)number)); // exclusive or of both halves: 0
        Assert.InRange(macs.Select(mac => mac.GetHashCode()).Distinct().Count(), AllButChance, Keys);
    }

    [Fact] public void Numbers_that_leave_the_same_rest_are_spread_over_a_table()
    {
        const uint buckets = 10_103;             // a size that the framework's tables have
        var numbers = Enumerable.Range(0, Keys).Select(number => (uint)number * buckets);
        Assert.InRange(numbers.Select(number => (uint)SeededNumbers.Instance.GetHashCode(number) % buckets).Distinct().Count(), Keys / 2, Keys);
    }
}
