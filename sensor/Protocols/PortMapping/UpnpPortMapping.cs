using System.Globalization;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.PortMapping;

/// <summary>
/// What a host asks of a router's UPnP service: a port outside (WANIPConnection:1 §2.4.16 AddPortMapping, :2 §2.5.20 AddAnyPortMapping), or a hole in its IPv6 firewall (WANIPv6FirewallControl:1 §2.5.2 AddPinhole).
/// <code>
/// &lt;u:AddPortMapping …&gt;&lt;NewRemoteHost/&gt;&lt;NewExternalPort&gt;2222&lt;/NewExternalPort&gt;&lt;NewProtocol&gt;TCP&lt;/NewProtocol&gt;&lt;NewInternalPort&gt;22&lt;/NewInternalPort&gt;
/// &lt;NewInternalClient&gt;192.168.1.5&lt;/NewInternalClient&gt; … &lt;NewLeaseDuration&gt;0&lt;/NewLeaseDuration&gt;
/// </code>
/// </summary>
/// <param name="InternalClient">Who gets what comes in; null when that could not be read.</param>
/// <param name="InternalPort">Its port; 0 for all, null when that could not be read.</param>
/// <param name="ExternalPort">The port outside that is wished; null when that could not be read, or for a hole.</param>
/// <param name="Mapped">TCP, UDP, or null for all.</param>
public sealed record UpnpPortMapping(IpAddr? InternalClient, ushort? InternalPort, ushort? ExternalPort, Transport? Mapped)
{
    private const int MaxValueBytes = 64;           // an IPv6 address with its zone has fewer
    private const int Granted = 200;
    private static readonly string[] Actions = ["#AddPortMapping", "#AddAnyPortMapping", "#AddPinhole"];

    /// <summary>Whether a SOAPAction header asks for a port or a hole.</summary>
    public static bool IsAskedBy(string? soapAction)
    {
        if (soapAction is null) return false;
        foreach (var action in Actions)
            if (soapAction.Contains(action, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>Reads the first bytes of the request's body; what is cut off or no number is unknown.</summary>
    public static UpnpPortMapping Read(ReadOnlySpan<byte> body)
    {
        var client = Value(body, "NewInternalClient"u8, "InternalClient"u8);
        var protocol = Value(body, "NewProtocol"u8, "Protocol"u8);
        return new UpnpPortMapping(client is not null && IpAddr.TryParse(client, out var address) ? address : null, Port(Value(body, "NewInternalPort"u8, "InternalPort"u8)), Port(Value(body, "NewExternalPort"u8, default)),
            protocol?.ToUpperInvariant() switch { "TCP" or "6" => Transport.Tcp, "UDP" or "17" => Transport.Udp, _ => null });
    }

    /// <summary>What the router's answer makes of it.</summary>
    /// <param name="statusCode">200 when it granted the wish (UPnP Device Architecture 2.0 §3.2.5); refusals are 500.</param>
    /// <param name="reserved">The port that it gave instead of the one wished; null when it named none.</param>
    public PortMappingEvent ToEvent(int statusCode, ushort? reserved) => new()
    {
        Protocol = "upnp", Mapped = Mapped, InternalClient = InternalClient, InternalPort = InternalPort, ExternalPort = reserved ?? ExternalPort, Lifetime = TimeSpan.MaxValue, Result = statusCode == Granted ? 0 : statusCode,
    };

    /// <summary>The port that the router gave instead of the one that was wished (answer to AddAnyPortMapping).</summary>
    public static ushort? Reserved(ReadOnlySpan<byte> answer) => Port(XmlElements.Text(answer, "NewReservedPort"u8, MaxValueBytes));

    private static string? Value(ReadOnlySpan<byte> body, ReadOnlySpan<byte> ofMapping, ReadOnlySpan<byte> ofHole) =>
        XmlElements.Text(body, ofMapping, MaxValueBytes) ?? (ofHole.IsEmpty ? null : XmlElements.Text(body, ofHole, MaxValueBytes));

    private static ushort? Port(string? text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
}
