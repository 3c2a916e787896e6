using System.Security.Cryptography;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>What tells devices apart: the hardware address, or the IP address of a device behind a router, where no other is seen.</summary>
public readonly record struct DeviceKey(MacAddress Mac, IpAddr Address)
{
    private const int IdBytes = 8; // 64 bits: no two of a million devices share an id but once in forty million networks

    /// <summary>A device with this hardware address.</summary>
    public static DeviceKey Of(MacAddress mac) => new(mac, default);

    /// <summary>A device of which only this address is known.</summary>
    public static DeviceKey Of(IpAddr address) => new(default, address);

    /// <summary>Whether it is known by its IP address alone.</summary>
    public bool IsRouted => !Mac.IsKnown;

    /// <summary>The device's stable id, hashed from the address that tells it apart.</summary>
    public string ToId()
    {
        var text = IsRouted ? "ip:" + Address : "mac:" + Mac;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(0, IdBytes));
    }
}
