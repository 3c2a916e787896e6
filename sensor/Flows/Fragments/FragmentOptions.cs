using System.ComponentModel.DataAnnotations;

namespace NetSensor.Flows.Fragments;

/// <summary>How much is kept of datagrams that have not arrived in full.</summary>
public sealed record FragmentOptions
{
    /// <summary>Most unfinished datagrams at a time on one shard. Higher: a flood of first fragments pushes out fewer honest ones, and costs more memory.</summary>
    [Range(1, 1_000_000)]
    public int MaxDatagrams { get; init; } = 2048;

    /// <summary>Most bytes of buffers for them on one shard. Higher: as above.</summary>
    [Range(1 << 16, 1 << 30)] // the largest datagram must fit
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long after its first fragment a datagram may still be finished, by packet time. RFC 8200 §4.5 gives receivers 60 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
