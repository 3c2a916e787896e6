using System.Globalization;
using NetSensor.Capture.Live;
using NetSensor.Flows;

namespace NetSensor.Pipeline;

/// <summary>
/// What a shard gives up when it cannot keep up: half of its ring is full, so payloads are left unread, because flows can be counted several times as fast.
/// Once nothing waits in the ring any more, flows that begin are read again, and datagrams of those that go on; a stream that was left
/// unread stays so. What is then still too much the kernel drops, and counts.
/// </summary>
public sealed class PayloadShedding(ILiveSource source, FlowTracker tracker, TimeProvider wall)
{
    private static readonly TimeSpan QuietFor = TimeSpan.FromMinutes(1); // a link at the edge goes back and forth: that is one piece of news

    private long _began;
    private long _flowsBefore;
    private long _lastSaid;
    private TimeSpan _before;

    /// <summary>Tells the operator a line, at most one a minute and its end.</summary>
    public Action<string>? Say { get; init; }

    /// <summary>Whether payloads are left unread now.</summary>
    public bool IsShedding => tracker.ShedsPayload;

    /// <summary>How often it began.</summary>
    public long Times { get; private set; }

    /// <summary>Time that payloads were left unread, in all.</summary>
    public TimeSpan Duration => IsShedding ? _before + wall.GetElapsedTime(_began) : _before;

    /// <summary>Called after every read, with the number of packets that it gave.</summary>
    public void AfterRead(int packets)
    {
        if (!tracker.ShedsPayload)
        {
            if (packets > 0 && source.IsPressed) Begin();
        }
        else if (packets == 0) End();
    }

    private void Begin()
    {
        tracker.ShedsPayload = true;
        _began = wall.GetTimestamp();
        _flowsBefore = tracker.Counters.ShedFlows;
        Times++;
        if (Times > 1 && wall.GetElapsedTime(_lastSaid) < QuietFor) return;
        _lastSaid = _began;
        Say?.Invoke("overloaded: half of a ring is full; payloads are left unread until it is empty, flows are still counted; more workers or a filter would help");
    }

    private void End()
    {
        var lasted = wall.GetElapsedTime(_began);
        tracker.ShedsPayload = false;
        _before += lasted;
        if (_lastSaid != _began) return;
        Say?.Invoke(string.Create(CultureInfo.InvariantCulture,
            $"caught up after {lasted.TotalSeconds:F1} s: payloads are read again; of {tracker.Counters.ShedFlows - _flowsBefore} more flows some were left unread, streams among them stay so"));
    }
}
