using NetSensor.Events;

namespace NetSensor.Store;

/// <summary>
/// Keeps what a run learns: gives every learner its memory back before the first event, asks all of them every half minute what changed (so a kill costs less than a minute), and once more at
/// the end. Everything but the writing happens on the judging thread, between events, where learners stand still.
/// </summary>
public sealed class StateKeeper : IDisposable
{
    private static readonly TimeSpan FindingsWithin = TimeSpan.FromSeconds(1); // told before a kill and not saved, a finding would be told again as if it were new

    private readonly StateFile _file;
    private readonly StateWriter _writer;
    private readonly IReadOnlyList<ILearner> _learners;
    private readonly TimeProvider _wall;
    private StateChanges _changes = new();
    private long _askedAt;
    private bool _hasFindings, _finished;

    /// <summary>Takes over the open file.</summary>
    /// <param name="file">Closed with the keeper.</param>
    /// <param name="learners">Whose memory it is; they get it back with <see cref="Recall"/>.</param>
    /// <param name="say">Tells the operator a line.</param>
    /// <param name="counters">The ones that the file was opened with.</param>
    public StateKeeper(StateFile file, IReadOnlyList<ILearner> learners, Action<string> say, StateCounters counters)
    {
        (_file, _learners, _wall, Counters) = (file, learners, TimeProvider.System, counters);
        _writer = new StateWriter(file, counters, say, _wall);
        _askedAt = _wall.GetTimestamp();
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
    }

    /// <summary>Keeps the latest telling of a finding.</summary>
    public void Note(StoredFinding finding)
    {
        _changes.Add(finding);
        _hasFindings = true;
    }

    /// <summary>Whether it is time to ask the learners.</summary>
    public bool IsDue => _wall.GetElapsedTime(_askedAt) is var since && (since >= _file.Options.SaveEvery || (_hasFindings && since >= FindingsWithin));

    /// <summary>Asks the learners when it is time to.</summary>
    public void SaveIfDue()
    {
        if (!IsDue) return;
        _askedAt = _wall.GetTimestamp();
        if (_writer.HasRoom) Save(isLast: false);
        else Counters.Postpone(); // the disk is slow: what changed stays with the learners, and is asked for later
    }

    /// <summary>Saves what is left and waits until it is written.</summary>
    public void Finish()
    {
        if (_finished) return;
        _finished = true;
        Save(isLast: true);
        if (!_writer.TryFinish() || Failure is not null) return;
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
        if (!_finished) _writer.TryFinish(); // a failed run: what was told so far is still written
        _finished = true;
        if (!_writer.HasEnded) return; // it hangs in the file, which cannot be closed below it: both end with the program
        _writer.Dispose();
        _file.Dispose();
    }

    private void Save(bool isLast)
    {
        _hasFindings = false;
        foreach (var learner in _learners) _changes.Ask(learner, isLast);
        _writer.Post(_changes);
        _changes = new StateChanges();
    }
}
