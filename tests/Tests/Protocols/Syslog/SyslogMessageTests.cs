using System.Text;
using NetSensor.Events;
using NetSensor.Protocols.Syslog;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Syslog;

public sealed class SyslogMessageTests
{
    [Theory]
    [InlineData("<34>1 2003-10-11T22:14:15.003Z mymachine.example su - ID47 - failed", "AUTH", "CRIT", "mymachine.example", "su")]     // RFC 5424 §6.5
    [InlineData("<34>Oct 11 22:14:15 mymachine su: 'su root' failed", "AUTH", "CRIT", "mymachine", "su")]                             // RFC 3164 §5.4
    [InlineData("<165>1 - - - - - nil", "LOCAL4", "NOTICE", "", "")]
    [InlineData("<13>Apr  5 12:56:51 host cron[77]: x", "USER", "NOTICE", "host", "cron")]
    [InlineData("<13>Apr  5 12:56:51 cron[77]: no host", "USER", "NOTICE", "", "cron")]
    [InlineData("no priority", "UNSPECIFIED", "UNSPECIFIED", "", "")]
    [InlineData("<13", "UNSPECIFIED", "UNSPECIFIED", "", "")]
    [InlineData("<>x", "UNSPECIFIED", "UNSPECIFIED", "", "")]
    [InlineData("<999>x", "unknown-124", "DEBUG", "", "")]
    public void Priority_host_and_program_are_read(string text, string facility, string severity, string host, string program)
    {
        var message = SyslogMessage.Read(Encoding.ASCII.GetBytes(text));
        Assert.Equal((facility, severity, host, program),
            (message.Facility, message.Severity, Encoding.ASCII.GetString(message.Host), Encoding.ASCII.GetString(message.Program)));
    }

    [Fact]
    public void The_text_is_what_follows_the_priority() =>
        Assert.Equal("Hello\\x00", Assert.Single(Heard.Events<SyslogMessageEvent>(Transport.Udp, 514, FuzzSeed.Client("<13>Hello\0"u8.ToArray()))).Message);

    [Fact]
    public void Every_prefix_is_borne() =>
        Heard.EveryPrefix<SyslogMessageEvent>(Transport.Udp, 514, FuzzSeed.Client("<34>Oct 11 22:14:15 mymachine su[1]: failed"u8.ToArray(), "<34>1 - h p"u8.ToArray()));
}
