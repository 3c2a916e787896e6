using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>Replays at a multiple of real time: holds each packet back until its turn on the given clock.</summary>
public sealed class Pacer(double speed, TimeProvider clock)
{
    private const long ShortestWaitNanoseconds = 1_000_000; // the system timer is no finer

    private const double CutNanoseconds = 250_000_000; // four times a second of the clock: findings and lines come as soon as a person notices

    private long _startedAt;
    private long _cuts;
    private Timestamp? _firstPacket;

    /// <summary>
    /// Whether what happened is to be handed over before this packet is waited for. Asks the times of packets alone, so that all shards cut at
    /// the same one; true once for each cut.
    /// </summary>
    public bool CutsBefore(Timestamp packet)
    {
        if (_firstPacket is not { } first) return false;
        var cuts = (long)((packet.Nanoseconds - first.Nanoseconds) / speed / CutNanoseconds);
        if (cuts <= _cuts) return false;
        _cuts = cuts;
        return true;
    }

    /// <summary>Returns when a packet of this time is due, or at once when the run is cancelled.</summary>
    public void WaitFor(Timestamp packet, CancellationToken cancel)
    {
        if (_firstPacket is not { } first)
        {
            _firstPacket = packet;
            _startedAt = clock.GetTimestamp();
            return;
        }
        var dueAfter = (packet.Nanoseconds - first.Nanoseconds) / speed;
        var ahead = dueAfter - clock.GetElapsedTime(_startedAt).TotalNanoseconds;
        if (ahead < ShortestWaitNanoseconds) return;
        cancel.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(Math.Min(ahead / ShortestWaitNanoseconds, int.MaxValue)));
    }
}
