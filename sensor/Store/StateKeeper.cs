using NetSensor.Events;

namespace NetSensor.Store;

/// <summary>
/// Keeps what a run learns: gives every learner its memory back before the first event, asks all of them every half minute what changed (so a kill costs less than a minute), and once more at
/// the end. Everything but the writing happens on the judging thread, between events, where learners stand still. When more changed than may wait in memory, the rest is asked for as soon as
/// that is being written, in turns; a network that changes more than can be written loses more than a minute by a kill, which is said, and no memory.
/// </summary>
public sealed class StateKeeper : IDisposable
{
    private const int PauseShare = 4; // times as long as an asking took: so a flood of changes takes a fifth of the judging thread at most

    private static readonly TimeSpan Promised = TimeSpan.FromMinutes(1); // what a kill costs at most
    private static readonly TimeSpan FindingsWithin = TimeSpan.FromSeconds(1); // told before a kill and not saved, a finding would be told again as if it were new

    private readonly StateFile _file;
    private readonly StateWriter _writer;
    private readonly LearnerTurns _turns;
    private readonly IReadOnlyList<ILearner> _learners;
    private readonly TimeProvider _wall;
    private readonly Action<string> _say;
    private StateChanges _changes = new();
    private long _askedAt, _askedLast; // everybody, and anybody
    private long _failedAt;
    private TimeSpan _pause; // before what there was no room for is asked for
    private bool _hasFindings, _finished, _isLate;

    /// <summary>Takes over the open file.</summary>
    /// <param name="file">Closed with the keeper.</param>
    /// <param name="learners">Whose memory it is; they get it back with <see cref="Recall"/>. The first is asked first every time: the one whose loss would be the worst.</param>
    /// <param name="say">Tells the operator a line.</param>
    /// <param name="counters">The ones that the file was opened with.</param>
    public StateKeeper(StateFile file, IReadOnlyList<ILearner> learners, Action<string> say, StateCounters counters)
    {
        (_file, _learners, _wall, _say, Counters) = (file, learners, TimeProvider.System, say, counters);
        _writer = new StateWriter(file, counters, say, _wall);
        _askedAt = _failedAt = _wall.GetTimestamp();
        _turns = new LearnerTurns(learners, _askedAt);
    }

    /// <summary>What it did and lost.</summary>
    public StateCounters Counters { get; }

    /// <summary>Where it is kept.</summary>
    public string Path => _file.Path;

    /// <summary>Time since everything known by then was in the file.</summary>
    public TimeSpan Age => _writer.Age;

    /// <summary>Why the last writing failed; null when it did not.</summary>
    public StateException? Failure => _writer.Failure;

    /// <summary>Gives every learner its memory back.</summary>
    /// <exception cref="StateException">The file is damaged.</exception>
    public void Recall()
    {
        foreach (var learner in _learners) _file.Recall(learner, Counters);
        var now = _wall.GetTimestamp(); // reading takes seconds, in which nothing is learnt
        _turns.BeginAt(now);
        _writer.BeginAt(now);
    }

    /// <summary>Keeps the latest telling of a finding.</summary>
    public void Note(StoredFinding finding)
    {
        if (_changes.HasRoom) _changes.Add(finding);
        else Counters.Drop(1); // nothing could be written for long
        _hasFindings = true;
    }

    /// <summary>Whether it is time to ask the learners.</summary>
    public bool IsDue => IsForAll || (_turns.AnyWaits ? IsToGoOn : _hasFindings && _wall.GetElapsedTime(_askedAt) >= FindingsWithin);

    /// <summary>Asks the learners when it is time to.</summary>
    public void SaveIfDue()
    {
        if (!IsDue) return;
        SayIfLate();
        if (!_turns.AnyWaits || IsForAll)
        {
            _askedAt = _wall.GetTimestamp();
            _turns.GiveAll();
        }
        if (_writer is { HasRoom: true, IsStuck: false }) Save(isLast: false, EndsWithin); // there is room: it waits for nothing
        else Postpone();
    }

    /// <summary>Saves what is left and waits until it is written, or does not end.</summary>
    public void Finish()
    {
        if (_finished) return;
        _finished = true;
        var began = _wall.GetTimestamp();
        _turns.GiveAll();
        while (Save(isLast: true, LeftOfEnd(began)) && _turns.AnyWaits) // ends: nothing is learnt any more, and each turn takes as much of it as there is room for
        {
        }
        if (!_writer.TryFinish(LeftOfEnd(began)) || Failure is not null) return;
        try
        {
            _file.EndRun(_wall.GetUtcNow());
        }
        catch (StateException) // everything learnt is saved; only the run's end is not noted, and it will look as if it was cut short
        {
            Counters.Failed();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_finished) _writer.TryFinish(EndsWithin); // a failed run: what was told so far is still written
        _finished = true;
        if (!_writer.HasEnded) return; // it hangs in the file, which cannot be closed below it: both end with the program
        _writer.Dispose();
        _file.Dispose();
    }

    /// <summary>Whether those that wait for a turn can be asked.</summary>
    private bool IsToGoOn => _writer.HasRoom && Failure is null && _wall.GetElapsedTime(_askedLast) >= _pause;

    /// <summary>Whether it is time to ask everybody.</summary>
    private bool IsForAll => _wall.GetElapsedTime(_askedAt) >= _file.Options.SaveEvery;

    private TimeSpan EndsWithin => _file.Options.EndsWithin;

    private TimeSpan LeftOfEnd(long began)
    {
        var gone = _wall.GetElapsedTime(began);
        return gone < EndsWithin ? EndsWithin - gone : TimeSpan.Zero;
    }

    private bool Save(bool isLast, TimeSpan within)
    {
        _hasFindings = false;
        var began = _wall.GetTimestamp();
        _turns.Ask(_changes, isLast, began);
        if (_turns.AnyWaits) Counters.Cut();
        _askedLast = _wall.GetTimestamp();
        _pause = PauseShare * _wall.GetElapsedTime(began, _askedLast);
        var taken = _changes;
        _changes = new StateChanges();
        return _writer.TryPost(taken, within);
    }

    /// <summary>The disk is slow, or cannot be written: what changed stays with the learners, and is asked for later.</summary>
    private void Postpone()
    {
        Counters.Postpone();
        if (_writer is { HasRoom: true, IsStuck: true }) _writer.TryPost(new StateChanges(), EndsWithin); // nothing new, but what waits is tried again
    }

    /// <summary>Says once that a kill would cost more than it should, and once that this is over.</summary>
    private void SayIfLate()
    {
        if (Failure is not null) _failedAt = _wall.GetTimestamp(); // that is said elsewhere, and what gathers meanwhile is no flood
        var usual = 2 * _file.Options.SaveEvery;
        var most = usual > Promised ? usual : Promised;
        var isFlood = (_turns.AnyWaits || !_writer.HasRoom) && _wall.GetElapsedTime(_failedAt) > most; // the age alone says nothing: while a pipe is silent nobody is asked
        var isLate = Age > most && (_isLate || isFlood);
        if (isLate == _isLate || Failure is not null) return;
        _isLate = isLate;
        _say(isLate
            ? $"warning: {Path}: changes come faster than they can be written: a kill now would lose what was learnt in the last {(int)Age.TotalSeconds} s"
            : $"{Path}: changes are written in time again");
    }
}
