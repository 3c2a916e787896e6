using NetSensor.Wire;

namespace NetSensor.Flows.Frames;

/// <summary>
/// What frames without a flow said before, so that only news is told. Forgets at every full hour of packet time, which all shards share. Nothing is
/// allocated for what is known.
/// </summary>
internal sealed class FrameMemory
{
    private const int MaxKnown = 50_000;        // hosts of a large link times what each says; about 5 MB. Beyond, nothing new is told within the hour
    private const int MaxPerHour = 60;          // changes told of one key: a host that contradicts itself once a minute has made its point
    private const long HourNanoseconds = 3_600_000_000_000;

    private readonly Dictionary<Key, Said> _said = [];
    private long _hour;

    /// <summary>Who says what kind of thing, and where. Everything in it must lead the packet to the same shard.</summary>
    internal readonly record struct Key(IpAddr One, IpAddr Other, ulong Place, int Kind);

    private record struct Said(ulong Content, int Told);

    /// <summary>News that was not told because a limit was reached.</summary>
    public long Suppressed { get; private set; }

    /// <summary>Whether this is to be told.</summary>
    public bool IsNews(in Key key, ulong content, Timestamp now)
    {
        if (now.Nanoseconds / HourNanoseconds is var hour && hour != _hour)
        {
            _said.Clear();
            _hour = hour;
        }
        ref var said = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(_said, key);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref said))
        {
            if (_said.Count < MaxKnown) return _said.TryAdd(key, new Said(content, 1));
            Suppressed++;
            return false;
        }
        if (said.Content == content) return false;
        if (said.Told >= MaxPerHour)
        {
            Suppressed++;
            return false;
        }
        said = new Said(content, said.Told + 1);
        return true;
    }
}
