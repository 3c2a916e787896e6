using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>An address that passed to other hardware.</summary>
internal sealed class TakenAddress(IpAddr address, HostIdentity before, MacAddress mac, Timestamp at)
{
    private bool _isDefended;

    /// <summary>The address.</summary>
    public IpAddr Address { get; } = address;

    /// <summary>Who had it before.</summary>
    public HostIdentity Before { get; } = before;

    /// <summary>The hardware that took it.</summary>
    public MacAddress Mac { get; } = mac;

    /// <summary>Since when.</summary>
    public Timestamp At { get; } = at;

    /// <summary>Connections that the new hardware opened with the address.</summary>
    public int Connections { get; private set; }

    /// <summary>When the last of them began.</summary>
    public Timestamp LastUsed { get; private set; }

    /// <summary>What was known of the new hardware while it had the address; null when it was not seen to have it.</summary>
    public HostIdentity? Taker { get; private set; }

    /// <summary>Whether the old and the new hardware announced it in turns, again and again: so tables of neighbours are kept poisoned.</summary>
    public bool IsFoughtOver { get; private set; }

    /// <summary>The address was announced again.</summary>
    public void NoteClaim(MacAddress mac)
    {
        if (mac == Before.Mac) _isDefended = true; // once is what every host does that sees its address used (RFC 5227 §2.4)
        else if (_isDefended && mac == Mac) IsFoughtOver = true;
    }

    /// <summary>The address was used.</summary>
    public void NoteUse(FlowIdentity flow, IHostDirectory hosts)
    {
        if (flow.OriginatorMac != Mac || flow.Start < At) return;
        (Connections, LastUsed) = (Connections + 1, Timestamp.Max(LastUsed, flow.Start));
        if (hosts.FindAt(Address, flow.Start) is { } host && host.Mac == Mac) Taker = host;
    }
}
