using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>The host of which a source speaks.</summary>
public readonly struct HostFactSubject(FactWriter writer, IpAddr? address, MacAddress mac)
{
    /// <summary>Its address; null when only its hardware address is known.</summary>
    public IpAddr? Address => address;

    /// <summary>Its hardware address; unset when it may be behind a router.</summary>
    public MacAddress Mac => mac;

    /// <summary>Says something of it; nothing when the value is null or empty. Whether that was news.</summary>
    public bool Has(HostFactKind kind, string? value, TimeSpan? lifetime = null) => writer.Write(this, kind, value, lifetime);

    /// <summary>Says both that the address has the hardware address and the other way round.</summary>
    public void IsBound(TimeSpan? lifetime = null)
    {
        if (address is not { } ip || !mac.IsKnown) return;
        new HostFactSubject(writer, ip, default).Has(HostFactKind.HardwareAddress, mac.ToString(), lifetime);
        if (new HostFactSubject(writer, null, mac).Has(HostFactKind.Address, ip.ToString(), lifetime)) writer.NameMaker(mac);
    }
}
