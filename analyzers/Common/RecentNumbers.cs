namespace NetSensor.Analyzers.Common;

/// <summary>The newest of the numbers that were added, a few of them, each once: a set small enough to be searched from end to end.</summary>
/// <param name="capacity">Numbers kept; the one added longest ago makes room.</param>
public sealed class RecentNumbers(int capacity)
{
    private uint _first; // lies within, as most have no other
    private uint[] _numbers = [];
    private int _next;

    /// <summary>The numbers, in no order that matters.</summary>
    public ReadOnlySpan<uint> Values => _numbers.Length == 0 ? new ReadOnlySpan<uint>(in _first)[..Count] : _numbers.AsSpan(0, Count);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the number is among them.</summary>
    public bool Contains(uint number) => Values.Contains(number);

    /// <summary>Adds a number; false when it was there.</summary>
    public bool Add(uint number)
    {
        if (Contains(number)) return false;
        if (Count > 0) MakeRoom();
        if (Count == 0) _first = number;
        else _numbers[_next] = number;
        Count = Math.Max(Count, _next + 1);
        _next = (_next + 1) % capacity;
        return true;
    }

    private void MakeRoom()
    {
        if (_numbers.Length == 0) _numbers = [_first];
        if (Count == _numbers.Length && Count < capacity) Array.Resize(ref _numbers, Math.Min(capacity, Math.Max(4, Count * 2)));
    }

    /// <summary>A number that stands for a text, whatever its case (FNV-1a, 32 bits); the same today and tomorrow.</summary>
    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var letter in text) hash = (hash ^ StableHash.Lower(letter)) * 16777619u;
        return hash;
    }
}
