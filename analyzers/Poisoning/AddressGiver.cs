namespace NetSensor.Analyzers.Poisoning;

/// <summary>What is known of a host that gives IPv6 addresses or name servers over DHCPv6 (RFC 8415) and is no router.</summary>
internal sealed record AddressGiver
{
    /// <summary>Whether no router of IPv6 was heard on its network.</summary>
    public bool IsAlone { get; init; }
    /// <summary>Whether it names itself as name server.</summary>
    public bool NamesItself { get; init; }
    /// <summary>Whether it gives addresses of fe80::/10.</summary>
    public bool GivesLinkLocal { get; init; }
    /// <summary>Whether it told somebody where the proxy is.</summary>
    public bool AnsweredProxyName { get; init; }
    /// <summary>Whether it is a server by all that is known.</summary>
    public bool IsServer { get; init; }
}
