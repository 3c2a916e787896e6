using NetSensor.Events;

namespace NetSensor.Tests.Analyzers;

/// <summary>A sensor that restarts in the middle of an attack tells what one tells that did not.</summary>
public sealed class CredentialRestartTests
{
    private const string Alice = "10.0.0.5", Bob = "10.0.0.6", Mallory = "10.0.0.66", Files = "10.0.0.9", Controller = CredentialStories.Controller;
    private const double Day = 86_400;

    /// <summary>Attacks of every kind, each in two halves: what comes before the restart alone tells nothing of the second.</summary>
    private static readonly Action<CredentialStories>[] Steps =
    [
        network => { for (var day = 0; day < 4; day++) network.FirstTicket(Alice, "alice", day * Day, mark: 100 + (ulong)day); },
        network => network.Ntlm(Alice, Files, "alice", 4 * Day, serverName: "FILES"),
        network => { for (var i = 0; i < 3; i++) network.Ntlm(Mallory, Controller, $"user{i}", 5 * Day + i, success: false); },
        network => network.Tick(5 * Day + 10),
        network => { for (var i = 3; i < 6; i++) network.Ntlm(Mallory, Controller, $"user{i}", 5 * Day + 60 + i, success: false); },
        network => network.Tick(5 * Day + 70),
        network => network.Ntlm(Mallory, Controller, "user1", 5 * Day + 80),
        network => network.Tick(5 * Day + 120),
        network => network.ServiceTicket(Mallory, "cifs/files", 5 * Day + 200, shown: 103, mark: 7),
        network => network.Tick(5 * Day + 260),
        network => network.FirstTicket(Alice, "alice", 5 * Day + 300, mark: 8, reply: CredentialStories.Rc4),
        network => network.Ntlm(Mallory, Controller, "FILES$", 5 * Day + 310),
        network => network.Tick(5 * Day + 360),
        network => network.FirstTicket(Mallory, "alice", 5 * Day + 400, mark: 9, reply: CredentialStories.Rc4, offered: [CredentialStories.Rc4]),
        network => network.Tick(5 * Day + 420),
        network => network.Ntlm(Bob, Mallory, "bob", 5 * Day + 500, challenge: 77),
        network => network.Ntlm(Mallory, Files, "bob", 5 * Day + 501, challenge: 77),
        network => network.Tick(5 * Day + 540),
    ];

    public static TheoryData<int> EveryStep => [.. Enumerable.Range(0, Steps.Length)];

    [Fact]
    public void The_story_without_a_restart_has_five_techniques() =>
        Assert.Equal(["T1110.003", "T1550.002", "T1550.003", "T1556.001", "T1557.001"], Run(restartBefore: null).Techniques);

    [Theory]
    [MemberData(nameof(EveryStep))]
    public void A_restart_at_any_step_changes_nothing(int step)
    {
        var (whole, cut) = (Run(restartBefore: null).Found, Run(restartBefore: step).Found);
        Assert.Equal(whole.Select(Text), cut.Select(Text));
    }

    [Theory]
    [InlineData("source 10.0.0.1", "{}")]
    [InlineData("account alice", "[]")]
    [InlineData("machine files", "nowhere")]
    [InlineData("ticket 1", "short")]
    [InlineData("legs", "{}")]
    [InlineData("relayed 10.0.0.1", "{}")]
    [InlineData("something", "else")]
    public void What_is_no_memory_of_ours_is_refused(string key, string value) => Assert.Throws<FormatException>(() => new CredentialStories().Recall(key, value));

    private static CredentialStories Run(int? restartBefore)
    {
        var network = new CredentialStories().Is(Alice, "alice-pc").Is(Bob, "bob-pc").Is(Mallory, "mallory-pc").Is(Files, "files");
        for (var step = 0; step < Steps.Length; step++)
        {
            if (step == restartBefore) network.Restart();
            Steps[step](network);
        }
        return network;
    }

    private static string Text(Detection finding) =>
        $"{finding.Id} {finding.Time} {finding.Title} {finding.Reason} {finding.Severity} {finding.Risk} {finding.Count} {finding.FirstSeen} {string.Join(' ', finding.Flows.Select(flow => flow.Uid))} {string.Join(' ', finding.RiskParts)}";
}
