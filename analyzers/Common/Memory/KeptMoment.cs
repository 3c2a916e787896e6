using System.Buffers.Binary;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>A moment from which a detector counts, as a rule when it began to watch; kept over a restart as eight bytes, nanoseconds since 1970.</summary>
/// <param name="name">Its key in the memory.</param>
internal sealed class KeptMoment(string name) : IRemembered
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromDays(1); // what is old and never told again is forgotten, and this gets old

    private Timestamp _now = Timestamp.MinValue;
    private Timestamp? _saved;

    /// <summary>The moment; null before the first.</summary>
    public Timestamp? At { get; private set; }

    /// <summary>The moment: this one when there was none before. Called again it says that the moment still matters.</summary>
    public Timestamp Begin(Timestamp now)
    {
        _now = Timestamp.Max(_now, now);
        return At ??= now;
    }

    /// <inheritdoc/>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (key != name) return false;
        if (value.Length != sizeof(long)) throw new FormatException($"{key}: {value.Length} bytes");
        At = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(value));
        return true;
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        if (memory.KeepsNothing || At is not { } at || (_saved is { } saved && _now - saved < SaveEvery)) return;
        Span<byte> value = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(value, at.Nanoseconds);
        memory.Keep(name, value, Timestamp.Max(_now, at));
        _saved = _now;
    }
}
