using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>In which quarters of an hour of the last two weeks a host sent or received anything: 168 bytes.</summary>
internal sealed class WakingHours
{
    private const int Quarters = 14 * 24 * 4;
    private const int SilentQuarters = 2;    // silence of half an hour or more between two quarters: the host was off, asleep or away
    private static readonly long QuarterNanoseconds = 15 * 60 * Timestamp.NanosecondsPerSecond;

    private readonly ulong[] _awake = new ulong[Quarters / 64];
    private long _newest = long.MinValue;

    /// <summary>Whether something was noted since it was written last, but for what happened in the same quarter of an hour.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>When it was seen first.</summary>
    public Timestamp First { get; set; } = new(long.MaxValue);

    /// <summary>The host was awake from one moment to another.</summary>
    public void Note(Timestamp from, Timestamp to)
    {
        var (first, last) = (QuarterOf(from), QuarterOf(to));
        if (from < First) (First, IsUnsaved) = (from, true);
        if (last > _newest)
        {
            Reach(last);
            IsUnsaved = true;
        }
        first = Math.Max(first, _newest - Quarters + 1);
        for (var quarter = first; quarter <= last; quarter++) _awake[Word(quarter)] |= 1ul << (int)(quarter & 63);
    }

    /// <summary>Writes all of it: first 8, newest quarter 8, bits 168.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(First.Nanoseconds);
        writer.Write(_newest);
        foreach (var quarters in _awake) writer.Write(quarters);
        IsUnsaved = false;
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="EndOfStreamException">The value is cut.</exception>
    public static WakingHours Read(BinaryReader reader)
    {
        var hours = new WakingHours { First = new Timestamp(reader.ReadInt64()), _newest = reader.ReadInt64() };
        for (var i = 0; i < hours._awake.Length; i++) hours._awake[i] = reader.ReadUInt64();
        return hours;
    }

    /// <summary>Whether it was silent for at least half an hour in a row between the two; of what is longer ago than two weeks nobody knows.</summary>
    public bool Slept(Timestamp from, Timestamp to)
    {
        var run = 0;
        var oldest = Math.Max(QuarterOf(from) + 1, _newest - Quarters + 1);
        for (var quarter = oldest; quarter < Math.Min(QuarterOf(to), _newest); quarter++)
        {
            run = IsAwake(quarter) ? 0 : run + 1;
            if (run >= SilentQuarters) return true;
        }
        return false;
    }

    private bool IsAwake(long quarter) => (_awake[Word(quarter)] & (1ul << (int)(quarter & 63))) != 0;

    private void Reach(long quarter)
    {
        if (_newest == long.MinValue || quarter - _newest >= Quarters) Array.Clear(_awake);
        else for (var passed = _newest + 1; passed <= quarter; passed++) _awake[Word(passed)] &= ~(1ul << (int)(passed & 63));
        _newest = quarter;
    }

    private static int Word(long quarter) => (int)((ulong)quarter / 64 % (Quarters / 64));

    private static long QuarterOf(Timestamp time) => time.Nanoseconds / QuarterNanoseconds;
}
