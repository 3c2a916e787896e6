using System.Text.Json;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>From which hosts each account works, and for which services it gets tickets, by the days on which it did.</summary>
internal sealed class AccountHabits(CredentialOptions options, IHostDirectory hosts)
{
    private const string Prefix = "account ";
    private const long SecondsPerDay = 86_400;
    private const int PlacesKept = 16, ServicesKept = 64; // of one account; the one not seen longest makes room

    private readonly BoundedMap<string, Habit> _habits = new(options.Accounts);
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);
    private long _forgotten;

    /// <summary>Accounts, and places and services of an account, that had to make room.</summary>
    public long Evictions => _habits.Evictions + _forgotten;

    /// <summary>What is kept of an account: places and services with the first and last day (days since 1970) on which they were seen.</summary>
    internal sealed class Habit
    {
        public Dictionary<string, Days> Places { get; set; } = [];
        public Dictionary<string, Days> Services { get; set; } = [];
    }

    /// <summary>First and last day, and how many different ones.</summary>
    internal sealed record Days(long First, long Last, int Count);

    /// <summary>Notes that an account logged on from a host.</summary>
    public void FromPlace(string account, IpAddr source, Timestamp now) => See(account, PlaceOf(source), now, isPlace: true);

    /// <summary>Notes that an account got a ticket for a service.</summary>
    public void ForService(string account, string service, Timestamp now) => See(account, service.ToLowerInvariant(), now, isPlace: false);

    /// <summary>Whether the account has worked for long enough from other hosts, and never before today from this one.</summary>
    public bool IsNewPlace(string account, IpAddr source, Timestamp now) =>
        _habits.TryGet(AccountNames.Bare(account), out var habit) && IsUsual(habit.Places, now)
        && (!habit.Places.TryGetValue(PlaceOf(source), out var days) || days.First == Day(now));

    /// <summary>Whether the account has got tickets for long enough, and never before today for this service.</summary>
    public bool IsNewService(string account, string service, Timestamp now) =>
        _habits.TryGet(AccountNames.Bare(account), out var habit) && IsUsual(habit.Services, now)
        && (!habit.Services.TryGetValue(service.ToLowerInvariant(), out var days) || days.First == Day(now));

    /// <summary>Takes back an account; false when the key is of something else.</summary>
    /// <exception cref="FormatException">It is no habit.</exception>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        try
        {
            var habit = JsonSerializer.Deserialize(value, KeptTypes.Default.AccountHabits) is { Places: not null, Services: not null } read ? read : throw new FormatException("no habit");
            _habits.GetOrAdd(key[Prefix.Length..], _ => habit);
        }
        catch (JsonException fault)
        {
            throw new FormatException("no habit", fault);
        }
        return true;
    }

    /// <summary>Tells what changed.</summary>
    public void Save(IMemory memory)
    {
        foreach (var account in _changed)
        {
            if (memory.KeepsNothing || !_habits.TryGet(account, out var habit)) continue;
            var last = habit.Places.Values.Concat(habit.Services.Values).Max(days => days.Last);
            memory.Keep(Prefix + account, JsonSerializer.SerializeToUtf8Bytes(habit, KeptTypes.Default.AccountHabits), Timestamp.FromUnix(last * SecondsPerDay));
        }
        _changed.Clear();
    }

    private void See(string account, string what, Timestamp now, bool isPlace)
    {
        var key = AccountNames.Bare(account);
        var habit = _habits.GetOrAdd(key, static _ => new Habit());
        var (seen, most) = isPlace ? (habit.Places, PlacesKept) : (habit.Services, ServicesKept);
        var today = Day(now);
        if (seen.TryGetValue(what, out var days) && days.Last >= today) return;
        if (days is null && seen.Count == most)
        {
            seen.Remove(seen.OrderBy(other => other.Value.Last).ThenBy(other => other.Key, StringComparer.Ordinal).First().Key);
            _forgotten++;
        }
        seen[what] = days is null ? new Days(today, today, 1) : new Days(days.First, today, days.Count + 1);
        if (_changed.Count < options.Accounts) _changed.Add(key);
    }

    private bool IsUsual(Dictionary<string, Days> seen, Timestamp now) =>
        seen.Values.Where(days => days.First < Day(now)).Select(days => days.Count).DefaultIfEmpty().Max() >= options.UsualAfterDays;

    private string PlaceOf(IpAddr source) => hosts.Find(source) is { } host ? host.Name ?? host.DeviceId : source.ToString();

    private static long Day(Timestamp time) => time.Nanoseconds / (SecondsPerDay * Timestamp.NanosecondsPerSecond);
}
