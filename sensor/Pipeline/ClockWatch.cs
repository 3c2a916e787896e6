using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// Tells a clock that was set from time that passed. The kernel stamps packets by the wall clock; when that is set, packets seem to come after a silence of
/// hours, or before those that came already. The monotonic clock knows better.
/// </summary>
/// <param name="wall">Both clocks.</param>
internal sealed class ClockWatch(TimeProvider wall)
{
    /// <summary>Steps up to this long are taken as they come: leap seconds, and the small corrections of NTP.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private static readonly long SlackNanoseconds = Slack.Ticks * 100;

    private Timestamp _last = Timestamp.MinValue;
    private DateTimeOffset _anchor = wall.GetUtcNow();
    private long _anchoredAt = wall.GetTimestamp();

    /// <summary>Follows a clock that is slowly steered. Called several times a second; a jump stays visible until a packet shows it.</summary>
    public void Follow()
    {
        if (Drift is var drift && drift <= Slack && drift >= -Slack) Anchor();
    }

    /// <summary>By how much the clock was set between the time before and this one; zero for nearly all.</summary>
    public TimeSpan Take(Timestamp now)
    {
        var step = now.Nanoseconds - _last.Nanoseconds;
        var isFirst = _last == Timestamp.MinValue;
        if (isFirst || (step <= SlackNanoseconds && step >= -SlackNanoseconds))
        {
            if (isFirst || step > 0) _last = now;
            return TimeSpan.Zero;
        }
        var drift = Drift;
        var isSet = step > 0 ? drift > Slack : drift < -Slack;
        if (isSet) Anchor();
        if (isSet || step > 0) _last = now; // an old packet among new ones is only late
        return isSet ? drift : TimeSpan.Zero;
    }

    private TimeSpan Drift => wall.GetUtcNow() - _anchor - wall.GetElapsedTime(_anchoredAt);

    private void Anchor() => (_anchor, _anchoredAt) = (wall.GetUtcNow(), wall.GetTimestamp());
}
