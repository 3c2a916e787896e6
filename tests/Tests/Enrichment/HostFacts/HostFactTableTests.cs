using NetSensor.Enrichment.HostFacts;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment.HostFacts;

public sealed class HostFactTableTests
{
    private static readonly Timestamp Noon = Timestamp.FromUnix(1_700_000_000);
    private static readonly IpAddr Desk = IpAddr.Parse("192.0.2.7");

    private static Timestamp After(double hours) => Noon + TimeSpan.FromHours(hours);

    private static HostFact Name(string name, TimeSpan? lifetime = null) => new(Desk, default, HostFactKind.Name, name, "dhcp", lifetime);

    private static HostFact Service(string service, IpAddr? host = null) => new(host ?? Desk, default, HostFactKind.Service, service, "mdns");

    [Fact]
    public void A_fact_is_told_once()
    {
        var table = new HostFactTable(new HostFactOptions());
        var told = table.Learn(Name("desk-7"), After(0));
        Assert.Equal(("desk-7", null, Noon), (told!.Value, told.Previous, told.ValidFrom));
        Assert.Null(table.Learn(Name("desk-7"), After(1)));
        Assert.Equal((1, 1), (table.Counters.Told, table.Counters.Known));
    }

    [Fact]
    public void A_change_says_what_was_before_each_time()
    {
        var table = new HostFactTable(new HostFactOptions());
        table.Learn(Name("desk-7"), After(0));
        Assert.Equal("desk-7", table.Learn(Name("laptop"), After(1))!.Previous);
        Assert.Equal("laptop", table.Learn(Name("desk-7"), After(2))!.Previous);
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void A_host_has_several_services()
    {
        var table = new HostFactTable(new HostFactOptions());
        Assert.NotNull(table.Learn(Service("ipp"), After(0)));
        Assert.Null(table.Learn(Service("http"), After(0))!.Previous);
        Assert.Null(table.Learn(Service("ipp"), After(0)));
    }

    [Fact]
    public void What_held_for_a_time_is_told_again_once_that_is_over_but_not_when_it_was_renewed()
    {
        var table = new HostFactTable(new HostFactOptions { GraceAfterEnd = TimeSpan.FromHours(1) });
        var lease = TimeSpan.FromHours(1);
        Assert.Equal(After(1), table.Learn(Name("desk-7", lease), After(0))!.ValidTo);
        Assert.Null(table.Learn(Name("desk-7", lease), After(0.5)));
        Assert.Null(table.Learn(Name("desk-7", lease), After(2.4)));  // within the grace
        Assert.NotNull(table.Learn(Name("desk-7", lease), After(4.5)));
    }

    [Fact]
    public void A_full_table_forgets_what_was_not_repeated_for_longest()
    {
        var table = new HostFactTable(new HostFactOptions { Capacity = 2 });
        table.Learn(Service("a"), After(0));
        table.Learn(Service("b"), After(0));
        table.Learn(Service("a"), After(0.1));
        table.Learn(Service("c"), After(0.2));
        Assert.Equal((2, 1), (table.Count, table.Counters.Evictions));
        Assert.Null(table.Learn(Service("a"), After(0.3)));
        Assert.NotNull(table.Learn(Service("b"), After(0.3)));
    }

    [Fact]
    public void What_nobody_repeats_for_a_day_is_forgotten()
    {
        var table = new HostFactTable(new HostFactOptions());
        table.Learn(Service("a"), After(0));
        table.Learn(Service("b"), After(23));
        table.Learn(Service("b"), After(25));
        Assert.Equal((1, 1), (table.Count, table.Counters.Expired));
    }

    [Fact]
    public void A_host_that_invents_facts_is_cut_off_for_the_hour_and_others_are_not()
    {
        var table = new HostFactTable(new HostFactOptions { PerHostAndHour = 3 });
        var told = Enumerable.Range(0, 10).Count(number => table.Learn(Service($"s{number}"), After(0)) is not null);
        Assert.Equal((3, 7), (told, table.Counters.Suppressed));
        Assert.NotNull(table.Learn(Service("x", IpAddr.Parse("192.0.2.8")), After(0)));
        Assert.NotNull(table.Learn(Service("x"), After(1.1)));
    }
}
