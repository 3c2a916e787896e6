using NetSensor.Events;

namespace NetSensor.Store;

/// <summary>
/// Whose turn it is to tell what changed. Who had more to tell than there was room for goes behind all that wait, so that a flood holds up nobody; the first learner, whose loss would be the worst, is asked
/// first every time, for a share of the room.
/// </summary>
internal sealed class LearnerTurns
{
    private const long FirstShare = StateChanges.MostBytes / 4; // so that the first one holds up nobody either; more it tells when its turn comes

    private readonly IReadOnlyList<ILearner> _learners;
    private readonly Queue<int> _waiting = new();
    private readonly long[] _toldAll; // when each had nothing more to tell

    /// <summary>Nobody waits, and nobody has anything to tell yet.</summary>
    public LearnerTurns(IReadOnlyList<ILearner> learners, long now)
    {
        (_learners, _toldAll) = (learners, new long[learners.Count]);
        BeginAt(now);
    }

    /// <summary>Whether somebody waits for a turn: was not asked yet, or had more to tell than there was room for.</summary>
    public bool AnyWaits => _waiting.Count > 0;

    /// <summary>Notes that what all of them know now is in the file.</summary>
    public void BeginAt(long now) => Array.Fill(_toldAll, now);

    /// <summary>Gives everybody a turn, behind those that wait for theirs.</summary>
    public void GiveAll()
    {
        for (var learner = 0; learner < _learners.Count; learner++) Await(learner);
    }

    /// <summary>Asks those that wait, each once, as long as there is room.</summary>
    /// <param name="changes">Where they tell it.</param>
    /// <param name="isLast">Whether nobody is asked again.</param>
    /// <param name="now">The time, as the clock's stamp.</param>
    public void Ask(StateChanges changes, bool isLast, long now)
    {
        if (_learners.Count > 0) Note(0, changes.Ask(_learners[0], isLast, FirstShare), now);
        for (var turns = _waiting.Count; turns > 0 && changes.HasRoom; turns--) // ends: with those that wait now
        {
            var next = _waiting.Dequeue();
            Note(next, changes.Ask(_learners[next], isLast, StateChanges.MostBytes), now);
        }
        changes.CompleteSince = _toldAll.DefaultIfEmpty(now).Min();
    }

    private void Note(int learner, bool hasToldAll, long now)
    {
        if (hasToldAll) _toldAll[learner] = now;
        else Await(learner);
    }

    private void Await(int learner)
    {
        if (!_waiting.Contains(learner)) _waiting.Enqueue(learner);
    }
}
