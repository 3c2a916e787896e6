using NetSensor.Export.Delivery.Receivers;
using NetSensor.Export.Delivery.Spool;

namespace NetSensor.Export.Delivery;

/// <summary>
/// What is being sent of one lane. A batch that the receiver refuses is halved until the record that it will not take stands alone; what was delivered is
/// committed from the front, so that the order stays.
/// </summary>
internal sealed class LaneBatch(SpoolLane lane)
{
    private readonly List<SpooledRecord> _records = [];
    private long _last; // of all that was read
    private int _part = int.MaxValue;

    /// <summary>When the oldest of them was taken; null when there is none.</summary>
    public DateTimeOffset? Oldest => _records.Count > 0 ? _records[0].Record.Taken : null;

    /// <summary>Whether there is something to send.</summary>
    public bool IsEmpty => _records.Count == 0;

    /// <summary>What is to be sent next.</summary>
    public IReadOnlyList<DeliveryRecord> Part => [.. _records.Take(_part).Select(spooled => spooled.Record)];

    /// <summary>Reads on when all was sent.</summary>
    public void Fill(int most, long mostBytes)
    {
        if (_records.Count > 0) return;
        _records.AddRange(lane.Read(most, mostBytes));
        if (_records.Count > 0) _last = _records[^1].Sequence;
    }

    /// <summary>The first so many are done with.</summary>
    public void Advance(int count)
    {
        var done = _records[count - 1].Sequence;
        _records.RemoveRange(0, count);
        if (_records.Count == 0) _part = int.MaxValue;
        lane.Commit(_records.Count == 0 ? _last : done);
    }

    /// <summary>The part was refused: a smaller one next. False when it is a single record already.</summary>
    public bool TryHalve(int count)
    {
        if (count == 1) return false;
        _part = count / 2;
        return true;
    }

    /// <summary>The part was delivered: a larger one next.</summary>
    public void Widen() => _part = (int)Math.Min(int.MaxValue, 2L * _part);

    /// <summary>Keeps only those of the part that are to be sent again; the others are done with.</summary>
    public void Keep(IReadOnlyList<SendOutcome> each)
    {
        var again = _records.Take(each.Count).Where((_, at) => each[at].Kind == SendOutcomeKind.Retry).ToList();
        if (again.Count == 0)
        {
            Advance(each.Count);
            return;
        }
        _records.RemoveRange(0, each.Count);
        _records.InsertRange(0, again);
        lane.Commit(again[0].Sequence - 1);
    }

    /// <summary>Gives back what was not delivered.</summary>
    public void Return()
    {
        _records.Clear();
        _part = int.MaxValue;
        lane.Return();
    }
}
