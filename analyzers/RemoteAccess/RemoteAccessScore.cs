using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.RemoteAccess;

/// <summary>Judges that a host uses a program for remote access; pure.</summary>
/// <param name="Risk">What the risk is made of.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Severity">Follows from the risk.</param>
internal readonly record struct RemoteAccessScore(RiskTally Risk, int Confidence, Severity Severity)
{
    private const int MediumFrom = 50, HighFrom = 80;

    /// <summary>The verdict.</summary>
    /// <param name="use">The host and the program.</param>
    /// <param name="hosts">Hosts that use it.</param>
    /// <param name="role">What the host is.</param>
    /// <param name="isLearning">Whether what hosts use is still being learnt.</param>
    /// <param name="options">What holds here.</param>
    public static RemoteAccessScore Of(ToolUse use, int hosts, HostRole role, bool isLearning, RemoteAccessOptions options)
    {
        var risk = new RiskTally()
            .Add("kind", use.Tool.Kind switch { ToolKind.Tor => 35, ToolKind.Tunnel => 30, ToolKind.Admin => 25, _ => 20 }, Why(use.Tool.Kind))
            .AddIf(use.Connections > 0, "connected", 10, "connections were made, no name was merely asked for")
            .AddIf(use.BytesOut >= options.WorkBytes, "at work", 15, "more data went out than a visit needs")
            .AddIf(hosts < options.UsualHosts, "unusual here", 10, "hardly any other host uses it")
            .AddIf(role is HostRole.Server or HostRole.DomainController, "a server", 20, "servers are administered by other means")
            .AddIf(role is HostRole.Thing, "a thing", 20, "nobody works on such a device from outside")
            .AddIf(isLearning, "still learning", -20, "most of what is seen at first was there before");
        var confidence = use.Connections == 0 ? 50 : use.Name is null ? 60 : 90; // a port alone may be something else's
        return new RemoteAccessScore(risk, confidence, risk.Sum >= HighFrom ? Severity.High : risk.Sum >= MediumFrom ? Severity.Medium : Severity.Low);
    }

    private static string Why(ToolKind kind) => kind switch
    {
        ToolKind.Tor => "it hides where traffic goes",
        ToolKind.Tunnel => "it opens a way in through somebody's servers",
        ToolKind.Admin => "it lets somebody outside work on the host",
        _ => "it joins the host with a network outside",
    };
}
