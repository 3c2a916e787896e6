using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// How many connections a channel opened in each slice of the last day, in little room: slices start narrow and double with the time that was
/// watched, up to a 96th of a day; then the oldest are forgotten.
/// </summary>
public sealed class ActivityBars(Timestamp origin)
{
    /// <summary>Slices kept: four for each of the 24 bars that are asked for.</summary>
    public const int Slices = 96;

    /// <summary>Bytes that they are written in.</summary>
    public const int KeptBytes = 8 + 8 + (2 * Slices);

    private static readonly TimeSpan Widest = TimeSpan.FromDays(1) / Slices;
    private static readonly TimeSpan Narrowest = Widest / 512; // nine doublings lead to the widest

    private readonly ushort[] _slices = new ushort[Slices];
    private Timestamp _origin = origin; // where the first slice begins
    private TimeSpan _width = Narrowest;
    private bool _isEmpty = true;

    /// <summary>Counts a connection; what began before the first slice is left out.</summary>
    public void Add(Timestamp start)
    {
        Reach(start);
        var slice = (start - _origin).Ticks / _width.Ticks;
        if (slice is < 0 or >= Slices || _slices[slice] == ushort.MaxValue) return;
        _slices[slice]++;
        _isEmpty = false;
    }

    /// <summary>Fills the bars with the connections of equal parts of the window that ends now and reaches back a day, or to the origin.</summary>
    /// <returns>When the window begins.</returns>
    public Timestamp Fill(Span<int> bars, Timestamp now)
    {
        Reach(now);
        bars.Clear();
        var window = now - _origin;
        if (window <= TimeSpan.Zero) return _origin;
        for (var slice = 0; slice < Slices; slice++)
        {
            var bar = (int)((slice + 0.5) * _width / window * bars.Length);
            bars[Math.Min(bar, bars.Length - 1)] += _slices[slice];
        }
        return _origin;
    }

    /// <summary>The same bars, which count on by themselves.</summary>
    public ActivityBars Copy()
    {
        var copy = new ActivityBars(_origin) { _width = _width, _isEmpty = _isEmpty };
        _slices.CopyTo(copy._slices, 0);
        return copy;
    }

    /// <summary>Whether both counted the same.</summary>
    public bool IsSame(ActivityBars other) => _origin == other._origin && _width == other._width && _slices.AsSpan().SequenceEqual(other._slices);

    /// <summary>Writes them, in <see cref="KeptBytes"/>: origin 8, width 8, the slices 2 each.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_origin.Nanoseconds);
        writer.Write(_width.Ticks);
        foreach (var slice in _slices) writer.Write(slice);
    }

    /// <summary>Takes back what was written, in the place of all that was counted.</summary>
    /// <exception cref="EndOfStreamException">It is cut.</exception>
    /// <exception cref="FormatException">It is something else.</exception>
    public void Recall(BinaryReader reader)
    {
        (_origin, _width) = (new Timestamp(reader.ReadInt64()), TimeSpan.FromTicks(reader.ReadInt64()));
        if (_width < Narrowest || _width > Widest) throw new FormatException("no width of slices");
        for (var slice = 0; slice < Slices; slice++) _slices[slice] = reader.ReadUInt16();
        _isEmpty = _slices.AsSpan().IndexOfAnyExcept((ushort)0) < 0;
    }

    private void Reach(Timestamp time)
    {
        while (time - _origin >= _width * Slices && _width < Widest) Double();
        if (time - _origin is var reach && reach >= _width * Slices) Forget((int)Math.Min((reach.Ticks / _width.Ticks) - Slices + 1, int.MaxValue));
    }

    private void Double()
    {
        for (var slice = 0; slice < Slices && !_isEmpty; slice++)
            _slices[slice] = slice < Slices / 2 ? (ushort)Math.Min(_slices[2 * slice] + _slices[2 * slice + 1], ushort.MaxValue) : (ushort)0;
        _width *= 2;
    }

    private void Forget(int slices)
    {
        var kept = Math.Max(0, Slices - slices);
        if (kept > 0) Array.Copy(_slices, Slices - kept, _slices, 0, kept);
        Array.Clear(_slices, kept, Slices - kept);
        _origin += _width * slices;
    }
}
