using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Ntp;

public sealed class NtpParserTests
{
    // RFC 5905 figure 8: leap 0, version 4, mode 4; stratum 2, poll 6, precision -24; root delay 145/65536; dispersion 0x00018000; 182.165.128.219; …
    private static readonly byte[] Answer =
    [
        0x24, 2, 6, 0xe8, 0, 0, 0, 145, 0, 1, 0x80, 0, 182, 165, 128, 219,
        0x83, 0xaa, 0x7e, 0x81, 0x80, 0, 0, 0,       // 1970-01-01 00:00:01.5
        0, 0, 0, 0, 0, 0, 0, 0,                      // unset
        0x83, 0xaa, 0x7e, 0x82, 0, 0, 0, 0,          // 2 s
        0x83, 0xaa, 0x7e, 0x83, 0, 0, 0, 0,          // 3 s
    ];

    private static NtpMessageEvent Only(FuzzSeed talk) => Assert.Single(Heard.Events<NtpMessageEvent>(Transport.Udp, 123, talk));

    [Fact]
    public void A_message_tells_its_times()
    {
        var told = Assert.Single(Heard.Events<NtpMessageEvent>(Transport.Udp, 123, FuzzSeed.Talk(Samples.Ntp(48), Answer)), message => message.Mode == 4);
        Assert.Equal((4, false), (told.Version, told.FromOriginator));
        Assert.Equal(new NtpTimes(2, 64, Math.Pow(2, -24), 145 / 65536.0, 1.5, "182.165.128.219", 1.5, 0, 2, 3), told.Times);
    }

    [Theory]
    [InlineData(0, "RATE", "RATE")]          // a kiss code
    [InlineData(1, "GPS\0", "GPS\\x00")]     // a clock
    public void The_reference_of_low_strata_is_a_name(byte stratum, string bytes, string name)
    {
        byte[] message = [.. Answer];
        message[1] = stratum;
        System.Text.Encoding.ASCII.GetBytes(bytes, message.AsSpan(12));
        Assert.Equal(name, Only(FuzzSeed.Server(message)).Times!.ReferenceId);
    }

    [Fact]
    public void A_flow_that_begins_with_the_servers_answer_is_turned()
    {
        var flow = Heard.Of(Transport.Udp, 123, FuzzSeed.Client(Answer));
        Assert.True(flow.IsReversed);
        Assert.False(Assert.IsType<NtpMessageEvent>(Assert.Single(flow.Events)).FromOriginator);
    }

    [Fact]
    public void A_control_answer_tells_what_the_server_is()
    {
        var told = Only(FuzzSeed.Server(Samples.NtpReadVariables));
        Assert.Equal((6, 2, true, "ntpd 4.2.8", "Linux/6.1"), (told.Mode, told.Operation ?? 0, told.IsResponse, told.Software, told.OperatingSystem));
        Assert.Null(told.Processor);
        Assert.Null(told.Times);
    }

    [Fact]
    public void A_private_request_tells_its_code()
    {
        var told = Only(FuzzSeed.Client([0x17, 0, 3, 42, 0, 0, 0, 0]));   // MON_GETLIST_1
        Assert.Equal((7, 42, false), (told.Mode, told.Operation ?? 0, told.IsResponse));
    }

    [Fact]
    public void Every_prefix_is_borne() => Heard.EveryPrefix<NtpMessageEvent>(Transport.Udp, 123, FuzzSeed.Talk(Samples.Ntp(48), Answer));
}
