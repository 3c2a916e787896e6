using NetSensor.Wire;

namespace NetSensor.Recording;

/// <summary>Is shown packets in the order of time and puts each into the files of the findings that want it.</summary>
public sealed class EvidenceCollector : IDisposable
{
    private const int MaxDepth = 8; // packets within packets, as deep as flows are followed

    private readonly Dictionary<uint, List<EvidenceFile>> _byPair = [];
    private readonly Dictionary<IpAddr, List<EvidenceFile>> _byHost = [];
    private readonly List<EvidenceFile> _files = [];

    internal EvidenceCollector(IEnumerable<EvidenceFile> files)
    {
        foreach (var file in files)
        {
            _files.Add(file);
            foreach (var pair in file.Request.Pairs) List(_byPair, pair).Add(file);
            if (file.Request.Host is { } host) List(_byHost, host).Add(file);
        }
    }

    /// <summary>The files that it fills.</summary>
    internal IReadOnlyList<EvidenceFile> Files => _files;

    /// <summary>Looks at a packet and at those that it carries.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Offer(in RawPacket packet)
    {
        var status = PacketDecoder.Decode(packet, out var headers);
        var bytes = packet.Bytes;
        for (var depth = 0; ; depth++) // ends: with what a packet can carry, or with the depth
        {
            if (TryOffer(packet, headers, status)) return; // it is written once, as it was captured
            if (depth == MaxDepth || headers.Inner == Encapsulation.None || status != DecodeStatus.Ok) return;
            bytes = bytes.Slice(headers.InnerOffset, headers.InnerLength);
            status = PacketDecoder.Decode(bytes, headers.InnerLink, headers.InnerWireLength, out headers);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
    }

    private bool TryOffer(in RawPacket packet, in PacketHeaders headers, DecodeStatus status)
    {
        if (status is not (DecodeStatus.Ok or DecodeStatus.Fragment or DecodeStatus.Arp or DecodeStatus.TruncatedTransport)) return false;
        var isFragment = status != DecodeStatus.Ok;
        var wanted = false;
        if (_byPair.TryGetValue(ShardHash.Of(headers.Source, headers.Destination), out var files)) wanted |= Offer(files, packet, headers, isFragment);
        if (_byHost.Count == 0) return wanted;
        if (_byHost.TryGetValue(headers.Source, out files)) wanted |= Offer(files, packet, headers, isFragment);
        if (headers.Destination != headers.Source && _byHost.TryGetValue(headers.Destination, out files)) wanted |= Offer(files, packet, headers, isFragment);
        return wanted;
    }

    private static bool Offer(List<EvidenceFile> files, in RawPacket packet, in PacketHeaders headers, bool isFragment)
    {
        var wanted = false;
        foreach (var file in files)
        {
            if (!file.Request.Wants(headers, isFragment, packet.Time, out var flow)) continue;
            file.Add(packet, flow);
            wanted = true;
        }
        return wanted;
    }

    private static List<EvidenceFile> List<TKey>(Dictionary<TKey, List<EvidenceFile>> lists, TKey key) where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        return list;
    }
}
