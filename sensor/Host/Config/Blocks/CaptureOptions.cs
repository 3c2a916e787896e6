using System.ComponentModel.DataAnnotations;

namespace NetSensor.Host.Config;

/// <summary>The <c>capture</c> block: what <c>run</c> listens on, and how.</summary>
public sealed record CaptureOptions
{
    /// <summary>Interfaces to listen on.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>Only packets that this expression accepts (pcap-filter(7)); empty for all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Cores that share each interface.</summary>
    [Range(1, 64)]
    public int Workers { get; init; } = 1;

    /// <summary>Memory between kernel and sensor, per worker.</summary>
    [Range(2, 16 * 1024)] // sixteen thousand blocks; more than the kernel gives in practice
    public int RingMib { get; init; } = 64;

    /// <summary>Bytes kept of each packet.</summary>
    [Range(64, 262144)]
    public int Snaplen { get; init; } = 65535;

    /// <summary>Account that a sensor started as root becomes once the interfaces are open; empty to stay who it is.</summary>
    public string User { get; init; } = "";

    /// <summary>Whether frames that are addressed to others are taken in.</summary>
    public bool Promiscuous { get; init; } = true;
}
