using NetSensor.Events;

namespace NetSensor.Tests.Analyzers;

/// <summary>What belongs together is one story with one id; habits weigh little, first times more; a restart forgets none of it.</summary>
public sealed class LateralIncidentTests
{
    private const double Day = 86_400;

    [Fact]
    public void A_host_that_works_its_way_over_others_is_one_incident_with_one_id()
    {
        var stories = new LateralStories();
        stories.Call("10.0.0.5", "10.0.0.9", "ITaskSchedulerService", "SchRpcRegisterTask", 0);
        stories.Tick(60);
        stories.Call("10.0.0.9", "10.0.0.7", "IWbemServices", "ExecMethod", 600);
        stories.Call("10.0.0.9", "10.0.0.8", "svcctl", "CreateServiceW", 610);
        stories.Tick(660);
        Assert.Equal(2, stories.Found.Count);
        Assert.Equal(stories.Found[0].Id, stories.Found[1].Id);
        var (first, grown) = (stories.Found[0], stories.Found[1]);
        Assert.Equal((Severity.Medium, 1), (first.Severity, first.Count));
        Assert.Equal((Severity.High, 2, "10.0.0.5"), (grown.Severity, grown.Count, grown.Source.ToString()));
        Assert.Equal(4, grown.Evidence.Single(number => number.Name == "hosts").Value);
        foreach (var technique in (string[])["T1053.005", "T1047", "T1569.002"]) Assert.Contains(technique, grown.Techniques.Select(told => told.Id));
        Assert.Equal(grown.Risk, Math.Min(100, grown.RiskParts.Sum(part => part.Points)));
        Assert.Contains(grown.Steps, step => step.StartsWith("10.0.0.9 → 10.0.0.8: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Looks_at_many_hosts_from_one_are_one_low_finding()
    {
        var stories = new LateralStories();
        for (var host = 1; host <= 40; host++)
        {
            stories.Call("10.0.0.5", $"10.0.1.{host}", "srvsvc", "NetrShareEnum", host * 60);
            stories.Tick(host * 60 + 30);
        }
        Assert.Single(stories.Found.Select(finding => finding.Id).Distinct());
        Assert.All(stories.Found, finding => Assert.Equal(Severity.Low, finding.Severity));
        Assert.InRange(stories.Found.Count, 2, 10);
    }

    [Fact]
    public void Two_intruders_on_one_server_have_stories_of_their_own()
    {
        var stories = new LateralStories();
        stories.Call("10.0.0.5", "10.0.0.9", "svcctl", "CreateServiceW", 0);
        stories.Call("10.0.0.6", "10.0.0.9", "svcctl", "CreateServiceW", 1);
        stories.Tick(60);
        Assert.Equal(2, stories.Found.Select(finding => finding.Id).Distinct().Count());
    }

    [Fact]
    public void Remote_desktops_from_host_to_host_within_minutes_are_more_than_each_alone()
    {
        var stories = new LateralStories().Is(HostRole.Client, "10.0.0.5", "10.0.0.9", "10.0.0.7");
        stories.Desktop("10.0.0.5", "10.0.0.9", 0);
        stories.Tick(60);
        stories.Desktop("10.0.0.9", "10.0.0.7", 300);
        stories.Tick(360);
        Assert.Equal([Severity.Low, Severity.Medium], stories.Found.Select(finding => finding.Severity));
        Assert.Contains("desktop-chain", stories.Found[1].RiskParts.Select(part => part.Name));
    }

    [Fact]
    public void The_next_remote_desktop_hours_later_is_no_chain()
    {
        var stories = new LateralStories().Is(HostRole.Client, "10.0.0.5", "10.0.0.9", "10.0.0.7");
        stories.Desktop("10.0.0.5", "10.0.0.9", 0);
        stories.Tick(60);
        stories.Desktop("10.0.0.9", "10.0.0.7", 3 * 3600);
        stories.Tick(3 * 3600 + 60);
        Assert.All(stories.Found, finding => Assert.Equal(Severity.Low, finding.Severity));
    }

    [Fact]
    public void The_administrators_every_morning_weighs_little_and_a_workstations_first_time_more()
    {
        var stories = new LateralStories().Is(HostRole.Client, "10.0.0.66").Is(HostRole.Server, "10.0.0.9");
        for (var day = 0; day < 6; day++)
        {
            stories.Call("10.0.0.2", "10.0.0.9", "IWbemServices", "ExecMethod", day * Day);
            stories.Tick(day * Day + 60);
        }
        stories.Call("10.0.0.2", "10.0.0.9", "IWbemServices", "ExecQuery", 6 * Day); // something new on a host that it knows
        stories.Call("10.0.0.66", "10.0.0.9", "IWbemServices", "ExecMethod", 6 * Day);
        stories.Tick(6 * Day + 60);
        var told = stories.Found.Where(finding => finding.Time > LateralStories.At(5 * Day + 100)).ToList();
        var first = Assert.Single(told);
        Assert.Equal(("10.0.0.66", Severity.Medium), (first.Source.ToString(), first.Severity));
        Assert.Contains("first-time", first.RiskParts.Select(part => part.Name));
    }

    [Fact]
    public void A_habit_lowers_what_an_administrator_does_on_a_host_that_is_new_to_it()
    {
        var stories = new LateralStories();
        for (var day = 0; day < 6; day++) stories.Call("10.0.0.2", $"10.0.1.{day}", "svcctl", "CreateServiceW", day * Day);
        stories.Tick(5 * Day + 60);
        stories.Found.Clear();
        stories.Call("10.0.0.2", "10.0.2.1", "svcctl", "CreateServiceW", 9 * Day);
        stories.Tick(9 * Day + 60);
        var finding = Assert.Single(stories.Found);
        Assert.Equal(Severity.Low, finding.Severity);
        Assert.True(finding.RiskParts.Single(part => part.Name == "habit").Points < 0);
    }

    [Fact]
    public void No_habit_makes_light_of_the_theft_of_a_domains_secrets()
    {
        var stories = new LateralStories();
        for (var day = 0; day < 6; day++) stories.Call("10.0.0.2", "10.0.0.1", "svcctl", "CreateServiceW", day * Day);
        stories.Call("10.0.0.2", "10.0.0.1", "drsuapi", "DRSGetNCChanges", 6 * Day);
        stories.Tick(6 * Day + 60);
        Assert.Equal(Severity.High, Assert.Single(stories.Found).Severity);
    }

    [Fact]
    public void A_restart_forgets_neither_the_story_nor_what_was_told_of_it()
    {
        var before = new LateralStories();
        before.Call("10.0.0.5", "10.0.0.9", "ITaskSchedulerService", "SchRpcRegisterTask", 0);
        before.Tick(60);
        var after = before.Restarted();
        after.Call("10.0.0.5", "10.0.0.9", "ITaskSchedulerService", "SchRpcRegisterTask", 100); // nothing new
        after.Tick(160);
        Assert.Empty(after.Found);
        after.Call("10.0.0.9", "10.0.0.7", "IWbemServices", "ExecMethod", 600);
        after.Tick(660);
        var grown = Assert.Single(after.Found);
        Assert.Equal((before.Found[0].Id, 2), (grown.Id, grown.Count));
    }

    [Fact]
    public void A_restart_forgets_no_habit()
    {
        var before = new LateralStories();
        for (var day = 0; day < 6; day++) before.Call("10.0.0.2", $"10.0.1.{day}", "svcctl", "CreateServiceW", day * Day);
        before.Tick(5 * Day + 60);
        var after = before.Restarted();
        after.Call("10.0.0.2", "10.0.2.1", "svcctl", "CreateServiceW", 9 * Day);
        after.Tick(9 * Day + 60);
        Assert.Contains("habit", Assert.Single(after.Found).RiskParts.Select(part => part.Name));
    }

    [Theory]
    [InlineData("edge a b", "{}")]
    [InlineData("edge 10.0.0.1 10.0.0.2", "no json")]
    [InlineData("incident x", "[]")]
    [InlineData("habit x", "short")]
    [InlineData("recipe", "flour")]
    public void What_is_none_of_its_own_is_refused(string key, string value) =>
        Assert.Throws<FormatException>(() => new NetSensor.Analyzers.LateralMovement.LateralMovementDetector(new(), new DetectorContext()).Recall(key, System.Text.Encoding.UTF8.GetBytes(value)));
}
