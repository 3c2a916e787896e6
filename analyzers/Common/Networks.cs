using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>Which addresses are the network's own, until it is told otherwise.</summary>
public static class Networks
{
    /// <summary>Private (RFC 1918, RFC 4193), shared (RFC 6598), loopback and link-local addresses.</summary>
    public static bool IsInternal(IpAddr address)
    {
        if (!address.IsIPv4)
            return (address.High >> 57) == 0xFC >> 1 || (address.High >> 54) == 0xFE80 >> 6 || (address.High == 0 && address.Low == 1);
        var value = address.IPv4Value;
        return (value >> 24) is 10 or 127 || (value >> 20) == 0xAC1 || (value >> 16) is 0xC0A8 or 0xA9FE || (value >> 22) == 0x6440 >> 6;
    }
}
