using NetSensor.Events;

namespace NetSensor.Tests.Analyzers;

/// <summary>A sensor that restarts in the middle of an intrusion tells what one tells that did not.</summary>
public sealed class LateralRestartTests
{
    private const string Admin = "10.0.0.2", First = "10.0.0.5", Second = "10.0.0.6", Third = "10.0.0.7", Controller = "10.0.0.1";
    private const double Day = 86_400;

    private static readonly Action<LateralStories>[] Steps =
    [
        network => { for (var day = 0; day < 5; day++) Service(network, Admin, Third, day * Day); },
        network => network.Tick(4 * Day + 100),
        network => network.Desktop(First, Second, 6 * Day),
        network => network.Tick(6 * Day + 60),
        network => network.Emit(new KerberosEvent { Started = LateralStories.At(6 * Day), Carrier = "krb", RequestType = "AS", ClientName = "bob", Success = true }, Second, Controller, 88, 6 * Day + 70),
        network => network.Desktop(Second, Third, 6 * Day + 120),
        network => network.Tick(6 * Day + 180),
        network => network.Emit(new NtlmEvent { Started = LateralStories.At(6 * Day), Carrier = "smb", User = "bob", Domain = "CORP", ServerNetBiosDomain = "CORP", ServerNetBiosComputer = "C", Success = true }, Second, Third, 445, 6 * Day + 190),
        network => Service(network, Second, Third, 6 * Day + 200),
        network => network.Tick(6 * Day + 240),
        network => Service(network, Third, Controller, 6 * Day + 300),
        network => network.Tick(6 * Day + 360),
        network => Service(network, Admin, Third, 6 * Day + 400),
        network => network.Tick(6 * Day + 460),
    ];

    public static TheoryData<int> EveryStep => [.. Enumerable.Range(0, Steps.Length)];

    [Fact]
    public void The_story_without_a_restart_has_a_path_a_fallback_and_a_habit()
    {
        var found = Run(restartBefore: null).Found;
        Assert.Contains(found, finding => finding.Reason.Contains($"Path: {First} → {Second} → {Third} → {Controller}", StringComparison.Ordinal));
        Assert.Contains(found.SelectMany(finding => finding.RiskParts), part => part.Name == "ntlm");
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public void A_restart_at_any_step_changes_nothing(int step)
    {
        var (whole, cut) = (Run(restartBefore: null).Found, Run(restartBefore: step).Found);
        Assert.Equal(whole.Select(Text), cut.Select(Text));
    }

    private static LateralStories Run(int? restartBefore)
    {
        var network = new LateralStories().Is(HostRole.Client, First, Second);
        var told = new List<Detection>();
        for (var step = 0; step < Steps.Length; step++)
        {
            if (step == restartBefore)
            {
                told.AddRange(network.Found);
                network = network.Restarted();
            }
            Steps[step](network);
        }
        network.Found.InsertRange(0, told);
        return network;
    }

    private static void Service(LateralStories network, string source, string target, double at)
    {
        network.Call(source, target, "svcctl", "CreateServiceW", at);
        network.Call(source, target, "svcctl", "StartServiceW", at + 1);
    }

    private static string Text(Detection finding) =>
        $"{finding.Id} {finding.Time} {finding.Title} {finding.Reason} {finding.Severity} {finding.Risk} {finding.Count} {finding.FirstSeen} {string.Join(' ', finding.Flows.Select(flow => flow.Uid))} {string.Join(' ', finding.RiskParts)}";
}
