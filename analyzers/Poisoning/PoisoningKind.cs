namespace NetSensor.Analyzers.Poisoning;

/// <summary>A way to come between others: how it is told, and which technique it is.</summary>
internal sealed record PoisoningKind(string Name, string Saying, string Technique)
{
    public static readonly PoisoningKind Names = new("name-poisoning", "answers to the names of others", "T1557.001");
    public static readonly PoisoningKind Arp = new("arp-poisoning", "claims the address of another host", "T1557.002");
    public static readonly PoisoningKind Dhcp = new("rogue-dhcp-server", "gives out addresses as a second DHCP server", "T1557.003");
    public static readonly PoisoningKind Dhcp6 = new("rogue-dhcpv6-server", "gives out IPv6 addresses and name servers, and is no router", "T1557.003");
    public static readonly PoisoningKind Router = new("rogue-router", "announces itself as a router beside the one that is known", "T1557");
    public static readonly IReadOnlyList<PoisoningKind> All = [Names, Arp, Dhcp, Dhcp6, Router];
}
