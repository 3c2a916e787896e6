using System.Text.Json;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>Which hosts scanned on which days: who does so every week has that duty. Kept over a restart.</summary>
internal sealed class ScanHistory(int capacity)
{
    private const int DaysKept = 31;
    private const long DayNanoseconds = 86_400 * Timestamp.NanosecondsPerSecond;

    private readonly BoundedMap<IpAddr, List<int>> _days = new(capacity);
    private readonly HashSet<IpAddr> _changed = [];

    /// <summary>Notes that the host scans, and returns on how many earlier days it did so.</summary>
    public int Note(IpAddr source, Timestamp now)
    {
        var days = _days.GetOrAdd(source, static _ => new List<int>(1));
        var today = (int)(now.Nanoseconds / DayNanoseconds);
        if (days.Count == 0 || days[^1] < today)
        {
            if (days.Count == DaysKept) days.RemoveAt(0);
            days.Add(today);
            _changed.Add(source);
        }
        return days.Count - 1;
    }

    /// <summary>Tells what changed since the last call.</summary>
    public void Save(IMemory memory)
    {
        foreach (var source in _changed)
            if (_days.TryGet(source, out var days)) memory.Keep(source.ToString(), JsonSerializer.SerializeToUtf8Bytes(days), new Timestamp(days[^1] * DayNanoseconds));
        _changed.Clear();
    }

    /// <summary>Takes back what was kept.</summary>
    /// <exception cref="FormatException">It was kept by somebody else.</exception>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        try
        {
            var days = JsonSerializer.Deserialize<List<int>>(value) ?? throw new FormatException($"no days under '{key}'");
            _days.GetOrAdd(IpAddr.Parse(key), _ => days);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"no days under '{key}'", fault);
        }
    }
}
