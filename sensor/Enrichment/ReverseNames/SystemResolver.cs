using System.Net;
using System.Net.Sockets;
using NetSensor.Wire;

namespace NetSensor.Enrichment.ReverseNames;

/// <summary>Asks the system's resolver, as every program does: /etc/hosts first, then the DNS.</summary>
internal static class SystemResolver
{
    private const int MaxNameLength = 253; // RFC 1035 §2.3.4, without the root

    /// <summary>The name of an address; null when it has none or nobody answers.</summary>
    public static async Task<string?> Ask(IpAddr address)
    {
        var asked = address.ToIPAddress();
        try
        {
            var name = (await Dns.GetHostEntryAsync(asked).ConfigureAwait(false)).HostName;
            return name.Length is > 0 and <= MaxNameLength && !IPAddress.TryParse(name, out _) ? name : null; // without a name the address comes back
        }
        catch (SocketException)
        {
            return null; // what it says of unknown names
        }
    }
}
