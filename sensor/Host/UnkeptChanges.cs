using NetSensor.Events;

namespace NetSensor.Host;

/// <summary>
/// For a run without a state file: learners note what changed until somebody saves it, and hold on to what made room meanwhile. Here nobody does, and they let go of it.
/// </summary>
/// <param name="learners">Who notes.</param>
public sealed class UnkeptChanges(IReadOnlyList<ILearner> learners)
{
    private const int Turns = 16; // a quarter of a million packets of a replay, some seconds of a sensor: little is held, and the walk costs nothing

    private int _turns;

    /// <summary>After every cut, on the judging thread.</summary>
    public void LetGoIfDue()
    {
        if (_turns++ % Turns != 0) return; // the first of them, too: who learns knows then that nothing is kept
        for (var i = 0; i < learners.Count; i++) learners[i].Save(NoMemory.Instance);
    }
}
