using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>
/// Runs many activities side by side in the order of time. An activity is an iterator: it yields when it wants to go on, and does what it does then.
/// </summary>
public sealed class Simulation(PacketStream output)
{
    private readonly PriorityQueue<IEnumerator<Timestamp>, (long Time, long Order)> _waiting = new();
    private long _order;

    /// <summary>Takes up an activity.</summary>
    public void Add(IEnumerable<Timestamp> activity) => Continue(activity.GetEnumerator());

    /// <summary>Runs all activities to a moment.</summary>
    public void Run(Timestamp until)
    {
        while (_waiting.TryDequeue(out var activity, out var when) && when.Time < until.Nanoseconds)    // ends: time goes on
        {
            output.Advance(new Timestamp(when.Time));
            Continue(activity);
        }
    }

    private void Continue(IEnumerator<Timestamp> activity)
    {
        if (activity.MoveNext()) _waiting.Enqueue(activity, (activity.Current.Nanoseconds, _order++));
        else activity.Dispose();
    }
}
