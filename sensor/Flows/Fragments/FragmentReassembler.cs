using NetSensor.Wire;

namespace NetSensor.Flows.Fragments;

/// <summary>
/// Puts the fragments of IPv4 and IPv6 datagrams together, for one shard. Bounded in datagrams, bytes and packet time; when full, the oldest goes.
/// Allocates nothing once its pools are warm.
/// </summary>
public sealed class FragmentReassembler(FragmentOptions options, FragmentCounters? counters = null)
{
    private const int SmallestReasonable = 64;   // as Zeek: an IP packet of fewer bytes that is not the last fragment
    private const int LargestReasonable = 64000; // as Zeek

    private readonly Dictionary<FragmentKey, FragmentedDatagram> _datagrams = [];
    private readonly Stack<FragmentedDatagram> _free = new();
    private readonly FragmentBuffers _buffers = new(options.MaxBytes);
    private FragmentedDatagram? _oldest;
    private FragmentedDatagram? _newest;
    private FragmentedDatagram? _delivered;

    /// <summary>What it did and lost.</summary>
    public FragmentCounters Counters { get; } = counters ?? new FragmentCounters();

    /// <summary>Datagrams that wait for their rest.</summary>
    public int Waiting => _datagrams.Count;

    /// <summary>
    /// Takes a packet that <see cref="DecodeStatus.Fragment"/> was said of, with its headers. <paramref name="scope"/> is zero outside of tunnels and
    /// any hash of the tunnel inside of one, since addresses may repeat there.
    /// </summary>
    public FragmentResult Add(Timestamp now, scoped ReadOnlySpan<byte> packet, scoped in PacketHeaders headers, ulong scope = 0)
    {
        if (_delivered is not null) Recycle(_delivered);
        _delivered = null;
        Counters.Fragments++;
        Expire(now);
        var anomalies = Judge(packet, headers);
        if (headers.PayloadLength < headers.PayloadWireLength)
        {
            Counters.Cut++;
            return new FragmentResult(headers.FragmentOffset == 0 ? FragmentOutcome.FirstOnly : FragmentOutcome.Dropped, anomalies);
        }
        var end = headers.FragmentOffset + headers.PayloadLength;
        var key = new FragmentKey(headers.Source, headers.Destination, headers.FragmentId, headers.IsIPv6 ? 0 : headers.Protocol, scope);
        if ((anomalies & FragmentAnomalies.Malformed) != 0 || Find(key, now, end) is not { } datagram)
        {
            Counters.Malformed++;
            return new FragmentResult(FragmentOutcome.Dropped, anomalies);
        }
        anomalies |= datagram.Add(packet, headers);
        if ((anomalies & (FragmentAnomalies.Overlap | FragmentAnomalies.Inconsistency)) != 0) Counters.Overlaps++;
        return datagram.IsComplete ? Deliver(datagram, anomalies) : new FragmentResult(FragmentOutcome.Held, anomalies);
    }

    /// <summary>Gives up what has waited too long; called by <see cref="Add"/>, and worth calling when no fragment comes for long.</summary>
    public void Expire(Timestamp now)
    {
        while (_oldest is { } oldest && now - oldest.FirstTime > options.Timeout)
        {
            Counters.TimedOut++;
            Forget(oldest);
            Recycle(oldest);
        }
    }

    /// <summary>The capture is over: what still waits will not be finished, and counts as given up.</summary>
    public void Finish()
    {
        while (_oldest is { } oldest) // ends: each turn forgets one
        {
            Counters.TimedOut++;
            Forget(oldest);
            Recycle(oldest);
        }
    }

    private static FragmentAnomalies Judge(ReadOnlySpan<byte> packet, in PacketHeaders headers)
    {
        var anomalies = FragmentAnomalies.None;
        var end = headers.FragmentOffset + headers.PayloadWireLength;
        if (headers.MoreFragments && headers.IpLength < SmallestReasonable) anomalies |= FragmentAnomalies.TooSmall;
        if (end > LargestReasonable) anomalies |= FragmentAnomalies.TooLarge;
        if (!headers.IsIPv6 && (packet[headers.NetworkOffset + 6] & 0x40) != 0) anomalies |= FragmentAnomalies.WithDontFragment;
        if (end > FragmentedDatagram.MaxData || (headers.MoreFragments && headers.PayloadWireLength % 8 != 0)
            || headers.PayloadOffset - headers.NetworkOffset > FragmentedDatagram.HeaderRoom)
            anomalies |= FragmentAnomalies.Malformed;
        return anomalies;
    }

    /// <summary>The datagram of a key, with a buffer that reaches to <paramref name="end"/>.</summary>
    private FragmentedDatagram? Find(in FragmentKey key, Timestamp now, int end)
    {
        var needed = FragmentedDatagram.BufferFor(end);
        if (_datagrams.TryGetValue(key, out var datagram))
        {
            if (datagram.Buffer.Length >= needed) return datagram;
            if (RentEvicting(needed, datagram) is { } larger)
            {
                _buffers.Return(datagram.Grow(larger));
                return datagram;
            }
            return null;
        }
        if (_datagrams.Count >= options.MaxDatagrams) EvictOldest();
        if (RentEvicting(needed, null) is not { } buffer) return null;
        datagram = _free.TryPop(out var pooled) ? pooled : new FragmentedDatagram();
        datagram.Begin(key, now, buffer);
        _datagrams.Add(key, datagram);
        datagram.Older = _newest;
        if (_newest is not null) _newest.Newer = datagram;
        _newest = datagram;
        _oldest ??= datagram;
        return datagram;
    }

    private byte[]? RentEvicting(int length, FragmentedDatagram? spared)
    {
        while (true) // ends: each turn frees one datagram, until only the spared one is left
        {
            if (_buffers.Rent(length) is { } buffer) return buffer;
            if (_oldest is null || _oldest == spared) return null;
            EvictOldest();
        }
    }

    private void EvictOldest()
    {
        if (_oldest is not { } oldest) return;
        Counters.Evicted++;
        Forget(oldest);
        Recycle(oldest);
    }

    private FragmentResult Deliver(FragmentedDatagram datagram, FragmentAnomalies anomalies)
    {
        Forget(datagram);
        _delivered = datagram; // its buffer is lent until the next call
        if (!datagram.Fits())
        {
            Counters.Malformed++;
            return new FragmentResult(FragmentOutcome.Dropped, anomalies | FragmentAnomalies.Malformed);
        }
        Counters.Reassembled++;
        return new FragmentResult(FragmentOutcome.Complete, anomalies)
        {
            Bytes = datagram.Finish(),
            Link = datagram.Key.Source.IsIPv4 ? LinkType.IPv4 : LinkType.IPv6,
            Fragments = datagram.Fragments,
            FragmentIpBytes = datagram.FragmentIpBytes,
        };
    }

    private void Forget(FragmentedDatagram datagram)
    {
        _datagrams.Remove(datagram.Key);
        if (datagram.Older is { } older) older.Newer = datagram.Newer;
        else _oldest = datagram.Newer;
        if (datagram.Newer is { } newer) newer.Older = datagram.Older;
        else _newest = datagram.Older;
        datagram.Older = datagram.Newer = null;
    }

    private void Recycle(FragmentedDatagram datagram)
    {
        _buffers.Return(datagram.Buffer);
        datagram.Buffer = [];
        _free.Push(datagram);
    }
}
