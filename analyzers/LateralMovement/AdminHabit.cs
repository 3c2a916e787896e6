using System.Buffers.Binary;
using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>On how many days somebody did the like: old days weigh less and less.</summary>
internal sealed class AdminHabit
{
    private const int Bytes = 40; // five numbers of eight bytes

    private DecayedCount _days;
    private long _lastDay = long.MinValue;

    /// <summary>When it was seen first.</summary>
    public Timestamp First { get; private set; }

    /// <summary>When it was seen last.</summary>
    public Timestamp Last { get; private set; } = Timestamp.MinValue;

    /// <summary>Days before today on which it was seen, decayed.</summary>
    public double DaysBefore(Timestamp now, TimeSpan halfLife) => Math.Max(0, _days.WeightAt(now, halfLife) - (_lastDay == Day(now) ? 1 : 0));

    /// <summary>Notes that it was seen; whether that is news worth keeping.</summary>
    public bool See(Timestamp now, TimeSpan halfLife)
    {
        if (Last == Timestamp.MinValue) First = now;
        Last = Timestamp.Max(Last, now);
        if (Day(now) <= _lastDay) return false;
        _lastDay = Day(now);
        _days = _days.Plus(1, now, halfLife);
        return true;
    }

    /// <summary>The habit as bytes.</summary>
    public byte[] Write()
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, First.Nanoseconds);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Last.Nanoseconds);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), _lastDay);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(24), _days.Weight);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), _days.At.Nanoseconds);
        return bytes;
    }

    /// <summary>Takes over what <see cref="Write"/> gave.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes) throw new FormatException("no habit");
        First = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(bytes));
        Last = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
        _lastDay = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
        _days = new DecayedCount(BinaryPrimitives.ReadDoubleLittleEndian(bytes[24..]), new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(bytes[32..])));
    }

    private static long Day(Timestamp time) => time.Nanoseconds / (86_400 * Timestamp.NanosecondsPerSecond);
}
