using NetSensor.Wire;

namespace NetSensor.Flows.Fragments;

/// <summary>What <see cref="FragmentReassembler.Add"/> made of a fragment; its bytes are valid until the next call.</summary>
public readonly ref struct FragmentResult(FragmentOutcome outcome, FragmentAnomalies anomalies)
{
    /// <summary>What became of the fragment.</summary>
    public FragmentOutcome Outcome { get; } = outcome;

    /// <summary>What is odd about it, or about its datagram as it was put together.</summary>
    public FragmentAnomalies Anomalies { get; } = anomalies;

    /// <summary>
    /// The whole datagram from its IP header on, when complete: the first fragment's header with the lengths of the whole. Decoded again it
    /// counts as one packet of that length, which is how Zeek counts.
    /// </summary>
    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary><see cref="LinkType.IPv4"/> or <see cref="LinkType.IPv6"/>.</summary>
    public LinkType Link { get; init; }

    /// <summary>Fragments that the datagram came in.</summary>
    public int Fragments { get; init; }

    /// <summary>Bytes that those had as IP packets, each with its header.</summary>
    public int FragmentIpBytes { get; init; }
}
