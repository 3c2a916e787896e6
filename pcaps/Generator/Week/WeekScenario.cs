using NetSensor.Wire;
using NetSensor.Generator.Week.Benign;
using NetSensor.Generator.Week.Threats;

namespace NetSensor.Generator.Week;

/// <summary>A week of an office with what is hidden in it, and the truth beside the capture.</summary>
public sealed class WeekScenario(WeekOptions options)
{
    /// <summary>Writes capture and truth (JSON lines); returns how many packets it has.</summary>
    public long Write(string capturePath, string truthPath)
    {
        var from = Calendar.Begin + TimeSpan.FromHours(options.FromHour);
        var to = from + TimeSpan.FromHours(options.Hours);
        using var output = new PacketStream(capturePath, from, to);
        var (office, internet, truth) = (new Office(options.People, options.Seed), new Internet(), new Truth(from, to));
        var (traffic, simulation) = (new Traffic(output, office, internet), new Simulation(output));
        if (options.IsOfficeOpen) AddWork(simulation, traffic);
        foreach (var beacon in options.IsDrawn ? new DrawnBeacons(office, internet, options.Seed).All() : Beacons.All(office, internet))
            if (options.Hides(beacon.Name)) simulation.Add(beacon.Run(traffic, truth, options.Seed));
        var (desk, later) = Moved();
        IEnumerable<Incident> incidents = [.. new Intrusions(traffic, desk).All(), .. new Outbound(traffic, desk).All(), .. new Strangers(traffic).All()];
        foreach (var incident in incidents)
            if (options.Hides(incident.Hidden.Name)) simulation.Add((incident with { Begin = incident.Begin + later }).Run(truth, options.Seed));
        simulation.Run(to);
        truth.Save(truthPath);
        output.Dispose();
        return output.Written;
    }

    /// <summary>By how many desks, and by how much time, what happens once is moved.</summary>
    private (int Desk, TimeSpan Later) Moved()
    {
        if (!options.IsDrawn) return (0, TimeSpan.Zero);
        var chance = Chance.For(options.Seed, "moved");
        return (chance.Next(1, 12), chance.Between(0, 5 * 3_600));
    }

    private void AddWork(Simulation simulation, Traffic traffic)
    {
        var browsing = new Browsing(traffic, options.Seed);
        IEnumerable<IEnumerable<Timestamp>> work =
        [
            .. traffic.Office.Workstations.Concat(traffic.Office.Mobiles).Select(browsing.Run),
            .. new PeriodicServices(traffic, options).All(traffic.Office),
            .. new Push(traffic, options.Seed).All(traffic.Office),
            .. new Housekeeping(traffic, options.Seed).All(),
            .. new Domain(traffic, options.Seed).All(),
            .. new Errands(traffic, options.Seed).All(),
        ];
        foreach (var activity in work) simulation.Add(activity);
    }
}
