using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>What a thing does, decayed and bounded, and how sure it is that it does nothing else.</summary>
internal sealed class Habits(ThingHabitOptions options)
{
    private const int Most = 256;          // things keep to a few dozen; a scanner that was taken for a thing must not cost more
    private const double Forgotten = 0.05; // one observation is forgotten after four half-lives, a hundred after eleven

    private readonly BoundedMap<(HabitKind, ulong), Habit> _habits = new(Most);

    /// <summary>Intervals in which it was seen at work, decayed.</summary>
    public DecayedCount Awake { get; set; }

    /// <summary>Habits that had to make room.</summary>
    public long Evictions => _habits.Evictions;

    /// <summary>All of them, the one longest ago first.</summary>
    public IEnumerable<Habit> All => _habits.Values;

    /// <summary>Notes that it was seen at work; false when that is known of this interval.</summary>
    public bool NoteAwake(Timestamp now)
    {
        if (Awake.Weight > 0 && now - Awake.At < options.ObservationInterval) return false;
        Awake = Awake.Plus(1, now, options.HalfLife);
        return true;
    }

    /// <summary>Counts an observation, and says how much it was to be wondered at, 0 (known, or new things are its habit) to 1.</summary>
    public double Meet(HabitKind kind, ulong what, Timestamp now)
    {
        if (!_habits.TryGet((kind, what), out var habit)) return Novel(kind, what, now);
        if (habit.Weight.WeightAt(now, options.HalfLife) < Forgotten)
        {
            var strength = StrengthOfNew(kind, now);
            Count(habit, now);
            return strength;
        }
        if (now - habit.Weight.At >= options.ObservationInterval) Count(habit, now);
        return 0;
    }

    /// <summary>Whether it has any habit of this sort.</summary>
    public bool Any(HabitKind kind)
    {
        foreach (var habit in _habits.Values)
            if (habit.Kind == kind) return true;
        return false;
    }

    /// <summary>Takes back a habit that was kept.</summary>
    public void Recall(Habit habit) => _habits.GetOrAdd((habit.Kind, habit.What), _ => habit);

    private double Novel(HabitKind kind, ulong what, Timestamp now)
    {
        var strength = StrengthOfNew(kind, now);
        Count(_habits.GetOrAdd((kind, what), static key => new Habit(key.Item1, key.Item2)), now);
        return strength;
    }

    private void Count(Habit habit, Timestamp now)
    {
        habit.Weight = habit.Weight.Plus(1, now, options.HalfLife);
        habit.Times++;
    }

    /// <summary>Being at work without doing any such thing is an observation as well: a camera that goes nowhere for days has habits.</summary>
    private double StrengthOfNew(HabitKind kind, Timestamp now)
    {
        var (once, observations) = (0, 0.0);
        foreach (var habit in _habits.Values)
        {
            if (habit.Kind != kind) continue;
            if (habit.Times == 1) once++;
            observations += habit.Weight.WeightAt(now, options.HalfLife);
        }
        return Novelty.Strength(Novelty.Chance(once, Math.Max(observations, Awake.WeightAt(now, options.HalfLife))));
    }
}
