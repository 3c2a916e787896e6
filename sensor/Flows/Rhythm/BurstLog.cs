using System.Runtime.InteropServices;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Flows.Rhythm;

/// <summary>The newest bursts of one long flow. It notes how much was sent by the time each began, so that the packets within cost nothing.</summary>
internal sealed class BurstLog
{
    /// <summary>Silence that ends a burst.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    /// <summary>Age of a flow from which it is listened to: most flows are gone by then.</summary>
    public static readonly TimeSpan ListenFrom = TimeSpan.FromMinutes(1);

    private const int Most = 64;                                             // bursts that are told at once
    private static readonly TimeSpan TellWithin = TimeSpan.FromMinutes(5);   // slow bursts are told before there are so many

    private readonly List<Beginning> _beginnings = new(4);

    private readonly record struct Beginning(Timestamp Time, long SentBefore, long ReceivedBefore);

    /// <summary>Whether there is nothing to tell.</summary>
    public bool IsEmpty => _beginnings.Count == 0;

    /// <summary>Whether those that are over should be told before one begins at this time.</summary>
    public bool IsDue(Timestamp time) => _beginnings.Count >= Most || (_beginnings.Count > 0 && time - _beginnings[0].Time >= TellWithin);

    /// <summary>A burst begins; so much was sent each way before it.</summary>
    public void Begin(Timestamp time, long sent, long received)
    {
        var beginning = new Beginning(time, sent, received);
        var silent = _beginnings.Count > 0 && _beginnings[^1].SentBefore == sent && _beginnings[^1].ReceivedBefore == received;
        if (silent) _beginnings[^1] = beginning; // only repeated what was known: a retransmission, a keep-alive probe
        else _beginnings.Add(beginning);
    }

    /// <summary>Gives back the bursts, of which the last ends with so much sent each way, and forgets them.</summary>
    public FlowBurst[] Take(long sent, long received)
    {
        var bursts = new FlowBurst[_beginnings.Count];
        var beginnings = CollectionsMarshal.AsSpan(_beginnings);
        for (var i = 0; i < bursts.Length; i++)
        {
            var (sentBehind, receivedBehind) = i + 1 < bursts.Length ? (beginnings[i + 1].SentBefore, beginnings[i + 1].ReceivedBefore) : (sent, received);
            bursts[i] = new FlowBurst(beginnings[i].Time, Math.Max(0, sentBehind - beginnings[i].SentBefore), Math.Max(0, receivedBehind - beginnings[i].ReceivedBefore));
        }
        _beginnings.Clear();
        return bursts;
    }
}
