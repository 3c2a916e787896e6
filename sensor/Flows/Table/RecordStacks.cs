namespace NetSensor.Flows.Table;

/// <summary>
/// Many stacks of record numbers in one array, which grows to what all of them hold together. A stack is a chain of chunks; the first place of each says
/// where the chunk below it ends:
/// <code>
/// | end of the chunk below, 0 for none | record | record | ...   next chunk: | ...
/// </code>
/// </summary>
internal sealed class RecordStacks(int stacks)
{
    /// <summary>Places of a chunk: more than one look at the <see cref="Top"/> of a stack gives.</summary>
    public const int ChunkLength = 32; // two cache lines: short stacks waste little, long ones link seldom

    private readonly int[] _ends = new int[stacks]; // the place behind each stack's top; 0 for an empty one
    private int[] _places = new int[ChunkLength * 64];
    private int _created = ChunkLength; // the first chunk is never used: its place says "none"
    private int _free;

    /// <summary>Record numbers in all stacks.</summary>
    public int Count { get; private set; }

    /// <summary>Puts a record on top.</summary>
    public void Push(int stack, int record)
    {
        ref var end = ref _ends[stack];
        if (end % ChunkLength == 0) end = NewChunk(end) + 1;
        _places[end++] = record;
        Count++;
    }

    /// <summary>The record on top; -1 for an empty stack.</summary>
    public int Peek(int stack) => _ends[stack] is var end and > 0 ? _places[end - 1] : -1;

    /// <summary>The records that come up next, as far as they lie beside each other, the topmost last; none for an empty stack.</summary>
    public ReadOnlySpan<int> Top(int stack)
    {
        var end = _ends[stack];
        if (end == 0) return [];
        var start = (end - 1) / ChunkLength * ChunkLength + 1;
        return _places.AsSpan(start, end - start);
    }

    /// <summary>Takes the record on top away; -1 for an empty stack.</summary>
    public int Pop(int stack)
    {
        ref var end = ref _ends[stack];
        if (end == 0) return -1;
        var record = _places[--end];
        Count--;
        if (end % ChunkLength != 1) return record;
        var chunk = end - 1;
        end = _places[chunk];
        _places[chunk] = _free;
        _free = chunk;
        return record;
    }

    /// <summary>Empties all stacks.</summary>
    public void Clear()
    {
        Array.Clear(_ends);
        (_created, _free, Count) = (ChunkLength, 0, 0);
    }

    private int NewChunk(int below)
    {
        var chunk = _free;
        if (chunk != 0) _free = _places[chunk];
        else
        {
            if (_created == _places.Length) Array.Resize(ref _places, _places.Length * 2);
            chunk = _created;
            _created += ChunkLength;
        }
        _places[chunk] = below;
        return chunk;
    }
}
