using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>
/// Who administers whom, by which way, on which days: learnt, so that the administrator's every morning weighs little and a workstation's first time
/// weighs more. Hosts are known by device where the directory knows them, because addresses move.
/// </summary>
internal sealed class AdminHabits(LateralMovementOptions options, IHostDirectory hosts) : IRemembered
{
    private const string Prefix = "habit ", Anybody = "*", Began = "began";

    private readonly BoundedMap<string, AdminHabit> _habits = new(options.Edges);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>Habits that had to make room for newer ones.</summary>
    public long Evictions => _habits.Evictions;

    /// <summary>Notes that the source administered the target this way.</summary>
    public void Note(IpAddr source, IpAddr target, string way, Timestamp now)
    {
        var from = Identity(source);
        See($"{way} {from} {Identity(target)}", now);
        See($"{way} {from} {Anybody}", now);
        See(Began, now);
    }

    /// <summary>How usual it is now that the source administers the target in any of these ways.</summary>
    public Familiarity Of(IpAddr source, IpAddr target, IEnumerable<string> ways, Timestamp now)
    {
        var (from, to) = (Identity(source), Identity(target));
        var learning = _habits.TryGet(Began, out var began) ? now - began.First : TimeSpan.Zero;
        double pair = double.MaxValue, anybody = double.MaxValue;
        foreach (var way in ways)
        {
            pair = Math.Min(pair, Days($"{way} {from} {to}", now));
            anybody = Math.Min(anybody, Days($"{way} {from} {Anybody}", now));
        }
        return pair == double.MaxValue ? default
            : new Familiarity(HasLearnt: learning >= options.LearningPeriod, pair, anybody, pair >= options.UsualAfterDays, anybody >= options.UsualAfterDays);
    }

    /// <summary>Takes back a habit; false when the key is of something else.</summary>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var habit = new AdminHabit();
        habit.Read(value);
        _habits.GetOrAdd(key[Prefix.Length..], _ => habit);
        return true;
    }

    /// <summary>Tells the habits that changed.</summary>
    public void Save(IMemory memory) => _changed.TellTo(memory, key =>
    {
        if (memory.KeepsNothing) return;
        if (_habits.TryGet(key, out var habit)) memory.Keep(Prefix + key, habit.Write(), habit.Last);
        else memory.Forget(Prefix + key);
    });

    private void See(string key, Timestamp now)
    {
        if (_habits.GetOrAdd(key, static _ => new AdminHabit()).See(now, options.HalfLife) && _changed.Count < options.Edges) _changed.Add(key);
    }

    private double Days(string key, Timestamp now) => _habits.TryGet(key, out var habit) ? habit.DaysBefore(now, options.HalfLife) : 0;

    private string Identity(IpAddr address) => hosts.Find(address)?.DeviceId ?? address.ToString();
}
