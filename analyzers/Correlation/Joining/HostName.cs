using System.Net;

namespace NetSensor.Analyzers.Correlation;

/// <summary>One form for the many in which endpoints and sensors name a host: without its domain, in capitals, as NetBIOS does.</summary>
public static class HostName
{
    /// <summary>The host of "pc-000.office.example" is "PC-000"; an address stays what it is.</summary>
    public static string Short(string name)
    {
        name = name.Trim();
        return IPAddress.TryParse(name, out _) ? name : name.Split('.')[0].ToUpperInvariant();
    }
}
