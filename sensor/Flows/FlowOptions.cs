using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using NetSensor.Flows.Fragments;

namespace NetSensor.Flows;

/// <summary>How flows are told apart by silence, and how much of them is kept. The time-outs' defaults are Zeek's.</summary>
public sealed record FlowOptions
{
    /// <summary>Most flows at a time on one shard. Higher: more memory (about 400 bytes each), fewer evictions under a flood.</summary>
    [Range(1, 100_000_000)] // about 40 GB
    public int Capacity { get; init; } = 1_000_000;

    /// <summary>Seeds the flow table's hash. Live, choose it at random, so that nobody can aim flows at one bucket; never changes the output.</summary>
    [Browsable(false)] // nothing to set
    public ulong HashSeed { get; init; } = 0x5EED_0F_F1_0E5;

    /// <summary>Silence that ends an established TCP flow. Higher: fewer split records, more memory.</summary>
    public TimeSpan TcpInactivity { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Silence that ends a flow of SSH, FTP and the like, where people sit and think.</summary>
    public TimeSpan InteractiveInactivity { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Time after its SYN at which an unanswered TCP flow ends. Higher: more memory under a scan or flood.</summary>
    public TimeSpan TcpAttempt { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time that a closed TCP flow stays, so that stray segments still count for it.</summary>
    public TimeSpan TcpClose { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Silence that ends a UDP flow (and a TCP flow whose handshake did not complete).</summary>
    public TimeSpan UdpInactivity { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Silence that ends an ICMP flow.</summary>
    public TimeSpan IcmpInactivity { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Silence that ends a flow of any other IP protocol.</summary>
    public TimeSpan OtherInactivity { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Time without a new inner flow after which a tunnel counts as gone.</summary>
    public TimeSpan TunnelInactivity { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Time between interim records of a long flow; zero writes none. Lower: long flows are seen earlier, more records.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")] // each tells every flow again
    public TimeSpan InterimInterval { get; init; } = TimeSpan.Zero;

    /// <summary>Most tunnels inside each other that are looked into. Higher: deeper stacks are seen, more work per crafted packet.</summary>
    [Range(0, 16)] // each level walks the packet once more
    public int MaxTunnelDepth { get; init; } = 2;

    /// <summary>Most bytes that wait for a missing segment, per direction of a flow. Higher: worse reordering is mended, more memory per flow.</summary>
    [Range(0, 1 << 30)]
    public int MaxOutOfOrderBytes { get; init; } = 1 << 20;

    /// <summary>Most bytes that wait for missing segments on one shard. Higher: more flows at a time may lose segments and still be read.</summary>
    [Range(0, (double)(1L << 40))]
    public long MaxOutOfOrderBytesTotal { get; init; } = 256L << 20;

    /// <summary>Most long flows on one shard whose bursts are noted at a time. Higher: more memory (up to 1.6 KB each).</summary>
    public int RhythmFlows { get; init; } = 65_536;

    /// <summary>How IP fragments are put together.</summary>
    public FragmentOptions Fragments { get; init; } = new();

    /// <summary>
    /// Packets may be older than the clock because captures of several taps come one after the other: such a packet does not show that its flow was
    /// silent. Off, it does, as in Zeek. A replay of several files sets it.
    /// </summary>
    public bool SeveralClocks { get; init; }
    /// <summary>Leaves out a packet that equals the one before it in its flow and direction (a mirror port that shows packets twice).</summary>
    public bool DropDuplicates { get; init; }

    /// <summary>
    /// Counts packets whose IPv4, TCP, UDP or ICMP checksum is wrong; they are read all the same, because a host that captures its own traffic
    /// sees them before its network card fills them in. Off: less work per byte.
    /// </summary>
    public bool VerifyChecksums { get; init; } = true;
}
