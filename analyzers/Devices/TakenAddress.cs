using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>An address that passed to other hardware.</summary>
/// <param name="Address">The address.</param>
/// <param name="Before">Who had it before.</param>
/// <param name="Mac">The hardware that took it.</param>
/// <param name="At">Since when.</param>
internal sealed record TakenAddress(IpAddr Address, HostIdentity Before, MacAddress Mac, Timestamp At)
{
    private bool _isDefended;

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
        if (flow.OriginatorMac != Mac) return;
        (Connections, LastUsed) = (Connections + 1, Timestamp.Max(LastUsed, flow.Start));
        if (hosts.FindAt(Address, flow.Start) is { } host && host.Mac == Mac) Taker = host;
    }
}
