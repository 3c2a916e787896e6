using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>What one source fails at, over all hosts and ports of ours.</summary>
internal sealed class Failures(IpAddr source) : AttemptsAt<IpAddr, (IpAddr Host, int Port)>(source, ScanTables.Block)
{
    /// <summary>Fewest hosts, and ports, of a block.</summary>
    public const int BlockSide = 5;

    private SmallSet<IpAddr> _hosts;
    private SmallSet<int> _ports;
    private Timestamp _lastSwept = Timestamp.MinValue;

    /// <summary>Times that a sweep by ARP was told.</summary>
    public int ArpSweeps { get; private set; }

    /// <inheritdoc/>
    protected override Timestamp LastUsed => Timestamp.Max(Last, _lastSwept);

    /// <summary>Whether there are enough hosts, and ports.</summary>
    public bool IsBlock => _hosts.Count >= BlockSide && _ports.Count >= BlockSide;

    /// <summary>Notes a new pair; when it is the first one, counting began anew.</summary>
    public void Add(IpAddr host, int port)
    {
        if (Targets <= 1) (_hosts, _ports) = (default, default);
        Note(host, port);
    }

    /// <summary>Counts a sweep by ARP that is told.</summary>
    public int Swept(Timestamp at)
    {
        _lastSwept = at;
        return ++ArpSweeps;
    }

    /// <inheritdoc/>
    public override KeptAttempts Keep() => base.Keep() with { ArpSweeps = ArpSweeps };

    /// <inheritdoc/>
    public override void Recall(KeptAttempts kept)
    {
        base.Recall(kept);
        ArpSweeps = kept.ArpSweeps;
        foreach (var (host, port) in kept.Silent.Select(ScanTables.Block.Target)) Note(host, port);
    }

    private void Note(IpAddr host, int port)
    {
        if (_hosts.Count < BlockSide) _hosts.Add(host);
        if (_ports.Count < BlockSide) _ports.Add(port);
    }
}
