using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Flows.Frames;

/// <summary>Who asks over ARP for how many different addresses. One shard sees all of it; nothing is allocated for what was asked before.</summary>
internal sealed class ArpQuestions
{
    private const int MaxAskers = 4096;      // of a link with more hosts the rest is not watched until the next hour
    private const int MaxTargets = 4096;     // a link of sixteen class C networks; about 100 KB for one asker
    private const int FirstTold = 64;        // a host has to do with fewer in five minutes, but for the router
    private const int Growth = 4;
    private const long WindowNanoseconds = 300_000_000_000; // silence that ends a sweep
    private const long HourNanoseconds = 3_600_000_000_000;

    private readonly Dictionary<(MacAddress Sender, ulong Place), Asker> _askers = [];
    private long _hour;

    private sealed class Asker
    {
        public readonly HashSet<uint> Targets = new(SeededNumbers.Instance);
        public Timestamp Since, Last;
        public uint Lowest = uint.MaxValue, Highest, Previous;
        public int InSequence, TellAt = FirstTold;
    }

    /// <summary>Notes a question; the sweep to tell of when there is one, else null.</summary>
    public ArpSweepEvent? Ask(in PacketHeaders headers, MacAddress mac, ulong place, Timestamp now)
    {
        if (now.Nanoseconds / HourNanoseconds is var hour && hour != _hour)
        {
            if (_askers.Count > 0) Forget(now);
            _hour = hour;
        }
        if (!_askers.TryGetValue((mac, place), out var asker))
        {
            if (_askers.Count >= MaxAskers) return null;
            _askers[(mac, place)] = asker = new Asker { Since = now, Last = now };
        }
        if (now.Nanoseconds - asker.Last.Nanoseconds > WindowNanoseconds) Restart(asker, now);
        asker.Last = now;
        return Note(asker, headers.Destination.IPv4Value) ? Tell(asker, headers.Source, mac) : null;
    }

    /// <summary>Whether it is time to tell.</summary>
    private static bool Note(Asker asker, uint target)
    {
        if (asker.Targets.Count >= MaxTargets || !asker.Targets.Add(target)) return false;
        if (target == asker.Previous + 1) asker.InSequence++;
        asker.Previous = target;
        (asker.Lowest, asker.Highest) = (Math.Min(asker.Lowest, target), Math.Max(asker.Highest, target));
        if (asker.Targets.Count < asker.TellAt) return false;
        asker.TellAt *= Growth;
        return true;
    }

    private static ArpSweepEvent Tell(Asker asker, IpAddr sender, MacAddress mac) => new()
    {
        SenderAddress = sender,
        SenderMac = mac,
        Targets = asker.Targets.Count,
        InSequence = asker.InSequence,
        FirstTarget = IpAddr.FromIPv4(asker.Lowest),
        LastTarget = IpAddr.FromIPv4(asker.Highest),
        Since = asker.Since,
    };

    private static void Restart(Asker asker, Timestamp now)
    {
        asker.Targets.Clear();
        asker.Since = now;
        (asker.Lowest, asker.Highest, asker.Previous) = (uint.MaxValue, 0, 0);
        (asker.InSequence, asker.TellAt) = (0, FirstTold);
    }

    private void Forget(Timestamp now)
    {
        foreach (var (key, asker) in _askers)
            if (now.Nanoseconds - asker.Last.Nanoseconds > WindowNanoseconds) _askers.Remove(key);
    }
}
