using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Capture.Pcap;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Recording;

namespace NetSensor.Host.Recorded;

/// <summary>
/// The packets of a replay's findings: once the captures were read, they are read again for these alone, so that nothing need be remembered on the way, and
/// what was captured long before a finding is found too.
/// </summary>
internal sealed class ReplayEvidence
{
    private const int MostFindings = 10_000; // as many as the summary lists
    private const int MostAtOnce = 64;       // files that are open in one pass; a pass is cheap beside the replay

    private readonly IReadOnlyList<string> _paths;
    private readonly string? _filter;
    private readonly EvidenceFolder _folder;
    private readonly List<Detection> _wanted = [];

    /// <summary>Evidence out of these captures.</summary>
    /// <exception cref="UsageException">One of them can be read only once.</exception>
    public ReplayEvidence(IReadOnlyList<string> paths, string? filter, EvidenceFolder folder)
    {
        if (paths.Contains("-")) throw new UsageException("--evidence: standard input can be read only once; write it to a file first");
        (_paths, _filter, _folder) = (paths, filter, folder);
    }

    /// <summary>What was written and lost.</summary>
    public EvidenceCounters Counters => _folder.Counters;

    /// <summary>Wants the packets of a finding.</summary>
    public void Ask(Detection finding)
    {
        if (_wanted.Count < MostFindings) _wanted.Add(finding);
        else Counters.NotAsked();
    }

    /// <summary>Writes the files.</summary>
    /// <exception cref="LogException">They cannot be written.</exception>
    /// <exception cref="CaptureException">A capture cannot be read any more.</exception>
    public void Save()
    {
        try
        {
            _folder.Prepare();
            _folder.Clear();
            foreach (var findings in _wanted.Chunk(MostAtOnce)) Save(findings);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LogException($"cannot write evidence into '{_folder.Path}': {LogFolder.Reason(fault)}; make room or name another folder with --out", fault);
        }
    }

    private void Save(Detection[] findings)
    {
        using var filter = _filter is null ? null : new PcapFilter(_filter);
        using var captures = CaptureFileSet.Open(_paths);
        using var source = captures.CreateSource(filter);
        using var collector = _folder.Collect(findings.Select(finding => new EvidenceRequest(finding, _folder.Options.After)));
        var batch = new PacketBatch();
        for (var open = true; open;)
        {
            batch.Clear();
            open = source.Read(batch);
            for (var slot = 0; slot < batch.Count; slot++) collector.Offer(batch[slot]);
        }
        _folder.Finish(collector);
    }
}
