using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Capture.Pcap;

namespace NetSensor.Host;

/// <summary>
/// The captures of a replay and a reader for each shard. Files are read by every shard itself. What can be read only once, or costs much
/// to unpack, is read once and fed to all.
/// </summary>
public sealed class CaptureReaders : IDisposable
{
    private readonly CaptureFileSet _set;
    private readonly CaptureFileSource _first;
    private readonly PacketFeed? _feed;
    private readonly List<PcapFilter> _filters = [];

    /// <summary>Opens the captures for so many shards.</summary>
    /// <param name="paths">Files, folders, "-".</param>
    /// <param name="shards">How many read.</param>
    /// <param name="filter">Which packets are wanted (pcap-filter(7)); null for all.</param>
    /// <exception cref="CaptureException">A path is no capture, or the filter makes no sense.</exception>
    public CaptureReaders(IReadOnlyList<string> paths, int shards, string? filter = null)
    {
        var firstFilter = NewFilter(filter); // before the files: a mistake in it is told at once
        _set = CaptureFileSet.Open(paths);
        _first = _set.CreateSource(firstFilter);
        if (shards == 1)
        {
            Sources = [_first];
            return;
        }
        if (_set.OnePass || _set.Files.Any(file => file.Compressed))
        {
            _feed = new PacketFeed(_first, shards);
            Sources = _feed.Readers;
            return;
        }
        var sources = new IPacketSource[shards];
        sources[0] = _first;
        for (var shard = 1; shard < shards; shard++) sources[shard] = _set.CreateSource(NewFilter(filter));
        Sources = sources;
    }

    /// <summary>A source per shard; all give the same packets.</summary>
    public IReadOnlyList<IPacketSource> Sources { get; }

    /// <summary>The captures in the order of reading.</summary>
    public IReadOnlyList<CaptureFileInfo> Files => _set.Files;

    /// <summary>What was left out and why, a line each.</summary>
    public IReadOnlyList<string> Notes => _set.Notes;

    /// <summary>Bytes to read in all; null when nobody knows.</summary>
    public long? TotalBytes => _set.TotalBytes;

    /// <summary>Bytes read so far; may be asked from another thread.</summary>
    public long Position => _first.Position;

    /// <summary>What was read so far; every shard reads all, so one reader speaks for all.</summary>
    public CaptureCounters Counters => _first.Counters;

    /// <summary>Faults found so far.</summary>
    public IReadOnlyList<CaptureFault> Faults => _first.Faults;

    /// <inheritdoc/>
    public void Dispose()
    {
        _feed?.Dispose();
        _first.Dispose();
        _set.Dispose();
        foreach (var filter in _filters) filter.Dispose();
    }

    /// <summary>A filter of its own for each reader: they keep state.</summary>
    private PcapFilter? NewFilter(string? expression)
    {
        if (expression is null) return null;
        var filter = new PcapFilter(expression);
        _filters.Add(filter);
        return filter;
    }
}
