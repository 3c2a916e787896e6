using NetSensor.Host.Metrics;

namespace NetSensor.Tests.Host;

public sealed class StolenTimeTests
{
    [Theory]
    [InlineData("cpu  8361043 578328 906950 2781809 29955 0 97483 954680 0 0", 9546.8)]
    [InlineData("cpu  8361043 578328 906950 2781809 29955 0 97483", 0)]   // kernels before 2.6.11
    [InlineData("intr 1 2 3 4 5 6 7 8 9", 0)]
    [InlineData("", 0)]
    public void The_eighth_field_of_proc_stat_is_the_time_that_was_stolen(string line, double seconds) => Assert.Equal(seconds, StolenTime.Of(line), precision: 6);
}
