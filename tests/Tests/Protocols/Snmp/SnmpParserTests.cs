using NetSensor.Events;
using NetSensor.Protocols.Snmp;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols.Snmp;

public sealed class SnmpParserTests
{
    private static SnmpSessionEvent Only(FuzzSeed talk, ushort port = 161) => Assert.Single(Heard.Events<SnmpSessionEvent>(Transport.Udp, port, talk));

    private static byte[] Binding(byte last, byte tag, byte[] value) => Samples.Tlv(0x30, [.. Samples.Tlv(6, [0x2b, 6, 1, 2, 1, 1, last, 0]), .. Samples.Tlv(tag, value)]);

    [Fact]
    public void A_session_counts_and_says_who_the_agent_is()
    {
        var told = Only(FuzzSeed.Talk(Samples.SnmpGet, Samples.SnmpAnswer));
        Assert.Equal(("2c", "public", 1, 0, 2, 0), (told.Version, told.Community, told.GetRequests, told.GetBulkRequests, told.GetResponses, told.SetRequests));
        Assert.Equal("Example Printer 3", told.DisplayString);
        Assert.Equal(Timestamp.FromUnix(1_000_000) + TimeSpan.FromMilliseconds(100 - 100_000), told.UpSince);   // 10,000 hundredths before the answer
        Assert.Equal(TimeSpan.FromMilliseconds(100), told.Duration);
        Assert.True(told.AgentIsResponder);
    }

    [Fact]
    public void The_system_group_is_kept()
    {
        var told = Only(FuzzSeed.Talk(Samples.SnmpGet, Samples.Snmp(0xa2, Binding(2, 6, [0x2b, 6, 1, 4, 1, 0x8a, 0x3a]), Binding(4, 4, "ops"u8.ToArray()),
            Binding(5, 4, "sw1.example"u8.ToArray()), Binding(6, 4, "rack 7"u8.ToArray()))));
        Assert.Equal(("1.3.6.1.4.1.1338", "ops", "sw1.example", "rack 7"), (told.ObjectId, told.Contact, told.Name, told.Location));
    }

    [Theory]
    [InlineData(0xa0, 1, 0, 0, 0)]
    [InlineData(0xa1, 1, 0, 0, 0)]   // GetNext
    [InlineData(0xa5, 0, 1, 0, 0)]
    [InlineData(0xa2, 0, 0, 1, 0)]
    [InlineData(0xa3, 0, 0, 0, 1)]
    [InlineData(0xa8, 0, 0, 0, 0)]   // Report
    public void Each_kind_is_counted_by_its_variables(byte pdu, int get, int bulk, int answers, int set)
    {
        var told = Only(FuzzSeed.Client(Samples.Snmp(pdu, Binding(1, 5, []))));
        Assert.Equal((get, bulk, answers, set), (told.GetRequests, told.GetBulkRequests, told.GetResponses, told.SetRequests));
    }

    [Fact]
    public void Version_3_tells_engine_and_user_and_hides_the_rest()
    {
        var told = Only(FuzzSeed.Client(Samples.Snmp3(Samples.Tlv(4, [1, 2, 3, 4]))));
        Assert.Equal(("3", null, "80001f8803020000000001", "monitor", 1), (told.Version, told.Community, told.EngineId, told.User, told.Encrypted));
    }

    [Fact]
    public void A_trap_of_version_1_is_a_notification()
    {
        var trap = Samples.Tlv(0x30, [2, 1, 0, .. Samples.Tlv(4, "public"u8.ToArray()), .. Samples.Tlv(0xa4,
            [.. Samples.Tlv(6, [0x2b, 6, 1]), .. Samples.Tlv(0x40, [10, 0, 0, 1]), 2, 1, 6, 2, 1, 1, .. Samples.Tlv(0x43, [1]), 0x30, 0])]);
        var told = Only(FuzzSeed.Client(trap), 162);
        Assert.Equal(("1", 1), (told.Version, told.Notifications));
    }

    [Fact]
    public void Elsewhere_only_sound_messages_are_taken()
    {
        Assert.Single(Heard.Events<SnmpSessionEvent>(Transport.Udp, 4711, FuzzSeed.Client(Samples.SnmpGet)));
        Assert.Empty(Heard.Events<SnmpSessionEvent>(Transport.Udp, 4711, FuzzSeed.Client(Samples.Snmp(0xaf, Binding(1, 5, [])))));
    }

    [Fact]
    public void A_value_longer_than_its_message_is_no_message()
    {
        byte[] message = [.. Samples.SnmpAnswer];
        message[^3] = 9;                                          // the last value claims nine bytes, two present
        Assert.False(SnmpMessage.TryRead(message, out _));
    }

    [Fact]
    public void Every_prefix_is_borne() => Heard.EveryPrefix<SnmpSessionEvent>(Transport.Udp, 161, FuzzSeed.Talk(Samples.SnmpGet, Samples.SnmpAnswer));
}
