using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>Replays at a multiple of real time: holds each packet back until its turn on the given clock.</summary>
public sealed class Pacer(double speed, TimeProvider clock, CancellationToken cancel)
{
    private const long ShortestWaitNanoseconds = 1_000_000; // the system timer is no finer

    private long _startedAt;
    private Timestamp? _firstPacket;

    /// <summary>Returns when a packet of this time is due, or at once when the run is cancelled.</summary>
    public void WaitFor(Timestamp packet)
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
