using NetSensor.Host;
using NetSensor.Host.Config;
using NetSensor.Host.Reload;

namespace NetSensor.Tests.Host;

/// <summary>Reading the configuration anew: all of it is checked before any of it is applied, and what waits for the next start is named.</summary>
public sealed class ReloaderTests : IDisposable
{
    private const string Before = "home_networks: [10.0.0.0/8]\nflows: {capacity: 1000}\nexceptions:\n";

    private readonly string _file = Path.GetTempFileName();
    private readonly List<string> _applied = [];

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void What_is_right_is_applied()
    {
        var reloader = Started(Part("exceptions"), Part("roster"));
        Assert.Equal(["read anew: exceptions, roster"], reloader.Reload().Lines);
        Assert.Equal(["exceptions", "roster"], _applied);
        Assert.Equal((1, 0, true), (reloader.Successes, reloader.Failures, reloader.LastSucceeded));
    }

    [Fact]
    public void One_fault_keeps_everything_as_it_was()
    {
        var reloader = Started(Part("exceptions"));
        File.WriteAllText(_file, Before.Replace("1000", "many") + "- {technique: T1095}\n");
        var outcome = reloader.Reload();
        Assert.False(outcome.Applied);
        Assert.StartsWith($"{_file}:2:19: flows.capacity: 'many' is no whole number", outcome.Lines[0]);
        Assert.StartsWith($"{_file}:4:3: exceptions: expires, owner, reason must be said", outcome.Lines[1]);
        Assert.Equal("nothing was changed", outcome.Lines[2]);
        Assert.Empty(_applied);
        Assert.Equal((0, 1, false), (reloader.Successes, reloader.Failures, reloader.LastSucceeded));
    }

    [Fact]
    public void What_nobody_can_take_in_while_listening_is_named_as_long_as_it_differs_from_the_start()
    {
        var reloader = Started(Part("exceptions"));
        File.WriteAllText(_file, Before.Replace("1000", "2000") + "zones: {dmz: 192.168.80.0/24}\n");
        const string waiting = "flows, zones: changed in the file; what changed there holds from the next start on";
        Assert.Equal(["read anew: exceptions", waiting], reloader.Reload().Lines);
        Assert.Equal(["read anew: exceptions", waiting], reloader.Reload().Lines);
        File.WriteAllText(_file, Before);
        Assert.Equal(["read anew: exceptions"], reloader.Reload().Lines);
    }

    [Fact]
    public void The_same_in_another_layout_is_no_change()
    {
        var reloader = Started(Part("exceptions"));
        File.WriteAllText(_file, "exceptions:\n# a comment\nflows:\n  capacity: 1000\nhome_networks:\n- '10.0.0.0/8'\n");
        Assert.Equal(["read anew: exceptions"], reloader.Reload().Lines);
    }

    [Fact]
    public void A_part_that_cannot_is_told_and_the_others_are_applied()
    {
        var reloader = Started(new ReloadPart("roster", ["roster"], _ => throw new UsageException("roster.csv: is gone")), Part("exceptions"));
        var outcome = reloader.Reload();
        Assert.False(outcome.Applied);
        Assert.Equal(["read anew: exceptions", "roster: roster.csv: is gone; as before"], outcome.Lines);
    }

    private Reloader Started(params ReloadPart[] parts)
    {
        File.WriteAllText(_file, Before);
        return new Reloader(() => ConfigReader.Read(_file), ConfigReader.Read(_file), parts);
    }

    private ReloadPart Part(string name) => new(name, [name], _ =>
    {
        _applied.Add(name);
        return [];
    });
}
