using NetSensor.Events;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>Roles as people say them.</summary>
internal static class Words
{
    /// <summary>"server", "domain controller", …; "host" where nobody knows.</summary>
    public static string Of(HostRole role) => role switch
    {
        HostRole.Client => "client",
        HostRole.Server => "server",
        HostRole.DomainController => "domain controller",
        HostRole.Infrastructure => "network device",
        HostRole.Thing => "thing",
        _ => "host",
    };
}
