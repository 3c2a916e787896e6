using System.Buffers.Binary;
using System.Buffers.Text;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>A moment from which a detector counts, as a rule when it began to watch; kept over a restart as nanoseconds since 1970, in eight bytes or as a number of JSON.</summary>
/// <param name="name">Its key in the memory.</param>
internal sealed class KeptMoment(string name) : IRemembered
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromDays(1); // what is old and never told again is forgotten, and this gets old

    private const int LongestText = 20; // of 64 bits, with a sign

    private Timestamp _now = Timestamp.MinValue;
    private Timestamp? _saved;

    /// <summary>Whether it is kept as a number of JSON, as that of detectors always was which keep everything so.</summary>
    public bool IsText { get; init; }

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
        At = new Timestamp(IsText ? TextOf(value) : BytesOf(value));
        return true;
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        if (_now == Timestamp.MinValue) return; // it came back, and nothing was seen since: it lies there as it should
        if (memory.KeepsNothing || At is not { } at || (_saved is { } saved && _now - saved < SaveEvery)) return;
        Span<byte> value = stackalloc byte[LongestText];
        var length = sizeof(long);
        if (IsText) Utf8Formatter.TryFormat(at.Nanoseconds, value, out length);
        else BinaryPrimitives.WriteInt64LittleEndian(value, at.Nanoseconds);
        memory.Keep(name, value[..length], Timestamp.Max(_now, at));
        _saved = _now;
    }

    private long TextOf(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out long nanoseconds, out var read) && read == value.Length ? nanoseconds : throw new FormatException($"{name}: no number");

    private long BytesOf(ReadOnlySpan<byte> value) =>
        value.Length == sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(value) : throw new FormatException($"{name}: {value.Length} bytes");
}
