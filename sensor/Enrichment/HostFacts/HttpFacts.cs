using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What programs say in HTTP of themselves and of the system they run on. A proxy's requests are many hosts': it has many systems then.</summary>
public sealed class HttpFacts : HostFactSource<HttpTransactionEvent>
{
    private const string Source = "http";
    private const int MostRemembered = 4_096; // User-Agents whose system is known: a network has some hundreds, a scanner makes them up

    private readonly Dictionary<string, string?> _systems = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override void Read(HttpTransactionEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        var client = facts.For(Source, flow.Originator);
        client.Has(HostFactKind.Software, happened.UserAgent);
        client.Has(HostFactKind.OperatingSystem, SystemOf(happened.UserAgent));
        client.Has(HostFactKind.User, happened.Username);
    }

    private string? SystemOf(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent)) return null;
        if (_systems.TryGetValue(userAgent, out var known)) return known;
        if (_systems.Count >= MostRemembered) _systems.Clear();
        return _systems[userAgent] = UserAgents.OperatingSystem(userAgent);
    }
}
