using System.Diagnostics;
using System.Globalization;

namespace NetSensor.Host.Metrics;

/// <summary>Jumps of the clock, counted and told once: every shard notices each by itself.</summary>
internal sealed class ClockJumps(Action<string> say)
{
    private static readonly TimeSpan OneJump = TimeSpan.FromSeconds(5); // by then the last shard has noticed; a clock that is set again so soon is told once

    private readonly Lock _gate = new();
    private long _forward, _backward, _toldAt;
    private int _toldSign;

    /// <summary>Times that it was set forward.</summary>
    public long Forward => Interlocked.Read(ref _forward);

    /// <summary>Times that it was set back.</summary>
    public long Backward => Interlocked.Read(ref _backward);

    /// <summary>A shard noticed one.</summary>
    public void Note(TimeSpan jump)
    {
        lock (_gate)
        {
            if (Math.Sign(jump.Ticks) == _toldSign && Stopwatch.GetElapsedTime(_toldAt) < OneJump) return;
            (_toldSign, _toldAt) = (Math.Sign(jump.Ticks), Stopwatch.GetTimestamp());
        }
        Interlocked.Increment(ref jump > TimeSpan.Zero ? ref _forward : ref _backward);
        say(string.Create(CultureInfo.InvariantCulture, $"warning: the clock was set {(jump > TimeSpan.Zero ? "forward" : "back")} by {jump.Duration().TotalSeconds:0} seconds; open flows go on, times before and after do not compare"));
    }
}
