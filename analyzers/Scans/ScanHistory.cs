using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>Which hosts scanned on which days: who does so every week has that duty. Kept over a restart.</summary>
internal sealed class ScanHistory
{
    private const int DaysKept = 31;
    private const long DayNanoseconds = 86_400 * Timestamp.NanosecondsPerSecond;

    private readonly BoundedMap<IpAddr, ScanDays> _days;
    private readonly KeptEntries<ScanDays, List<int>> _kept;

    /// <summary>A history of so many hosts.</summary>
    public ScanHistory(int capacity)
    {
        _days = new BoundedMap<IpAddr, ScanDays>(capacity);
        _kept = new KeptEntries<ScanDays, List<int>>(string.Empty, () => _days.Values)
        {
            Key = scanned => scanned.Source.ToString(), Keep = scanned => scanned.Days,
            PutBack = (source, days) => _days.GetOrAdd(IpAddr.Parse(source), static source => new ScanDays(source)).Days.AddRange(days.TakeLast(DaysKept)),
        };
    }

    /// <summary>What is kept over a restart; its keys are addresses and nothing else, so that it is asked last.</summary>
    public IRemembered Part => _kept;

    /// <summary>Notes that the host scans, and returns on how many earlier days it did so.</summary>
    public int Note(IpAddr source, Timestamp now)
    {
        var scanned = _days.GetOrAdd(source, static source => new ScanDays(source));
        var (days, today) = (scanned.Days, (int)(now.Nanoseconds / DayNanoseconds));
        if (days.Count == 0 || days[^1] < today)
        {
            if (days.Count == DaysKept) days.RemoveAt(0);
            days.Add(today);
            _kept.Changed(scanned);
        }
        return days.Count - 1;
    }

    private sealed class ScanDays(IpAddr source) : IKept
    {
        public IpAddr Source { get; } = source;
        public List<int> Days { get; } = new(1);
        public bool IsUnsaved { get; set; }
        public Timestamp Last => new(Days[^1] * DayNanoseconds);
    }
}
