using System.Security.Cryptography;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Recording;

/// <summary>
/// The file of one finding while it is written, under a name of its own until it is whole. Of more packets than may be in it, the first half and the last are
/// kept.
/// </summary>
internal sealed class EvidenceFile : IDisposable
{
    private const string Unfinished = ".part";

    private readonly string _path;
    private readonly FileStream _file;
    private readonly SHA256 _hash = SHA256.Create();
    private readonly CryptoStream _hashed;
    private readonly PcapngWriter _writer;
    private readonly long _half;
    private readonly Queue<(long Time, LinkType Link, int WireLength, byte[] Bytes, string? Comment)> _tail = new();
    private readonly HashSet<FlowIdentity> _named = [];
    private long _headBytes, _tailBytes, _packets, _leftOut;
    private Timestamp _first, _last;

    /// <summary>Makes the file.</summary>
    /// <exception cref="IOException">It cannot be made or written, here and in every further call.</exception>
    public EvidenceFile(string path, EvidenceRequest request, string application, long mostBytes)
    {
        (_path, Request, _half) = (path, request, mostBytes / 2);
        _file = new FileStream(path + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        _hashed = new CryptoStream(_file, _hash, CryptoStreamMode.Write, leaveOpen: true);
        _writer = new PcapngWriter(_hashed, application, About(request.Finding));
    }

    /// <summary>Whose it is.</summary>
    public EvidenceRequest Request { get; }

    /// <summary>Adds a packet; those of a flow of the finding name it, the first time.</summary>
    public void Add(in RawPacket packet, FlowIdentity? flow)
    {
        if (_packets++ == 0) _first = packet.Time;
        _last = packet.Time;
        var comment = flow is not null && _named.Add(flow) ? $"first packet kept of flow {flow.Uid} ({flow.CommunityId})" : null;
        var size = PcapngWriter.SizeOf(packet);
        if (_tail.Count == 0 && _headBytes + size <= _half)
        {
            _headBytes += size;
            _writer.Write(packet, comment);
            return;
        }
        _tail.Enqueue((packet.Time.Nanoseconds, packet.Link, packet.WireLength, packet.Bytes.ToArray(), comment));
        _tailBytes += size;
        while (_tailBytes > _half && _tail.Count > 1) // ends: takes one each turn
        {
            var lost = _tail.Dequeue();
            _tailBytes -= PcapngWriter.SizeOf(new RawPacket(new Timestamp(lost.Time), lost.Link, lost.WireLength, lost.Bytes));
            _leftOut++;
        }
    }

    /// <summary>Ends the file and gives it its name; null, and no file, when it has no packet.</summary>
    public SavedEvidence? Finish()
    {
        if (_packets == 0) return null;
        foreach (var (time, link, wireLength, bytes, comment) in _tail) _writer.Write(new RawPacket(new Timestamp(time), link, wireLength, bytes), comment);
        _hashed.FlushFinalBlock();
        _file.Flush(flushToDisk: true);
        var length = _file.Length;
        _file.Dispose();
        File.Move(_path + Unfinished, _path, overwrite: true);
        return new SavedEvidence(Path.GetFileName(_path), Convert.ToHexStringLower(_hash.Hash!), length, _packets - _leftOut, _leftOut, _first, _last);
    }

    /// <summary>Closes it; what is not finished goes.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
        File.Delete(_path + Unfinished);
    }

    private static string About(Detection finding) =>
        $"NetSensor finding {finding.TellingId}, told {finding.Time}: {finding.Title}. {finding.Reason} " +
        $"Detector {finding.Detector}, severity {finding.Severity.ToString().ToLowerInvariant()}, risk {finding.Risk}.";
}
