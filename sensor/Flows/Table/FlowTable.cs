using System.Runtime.CompilerServices;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Flows.Table;

/// <summary>
/// Flows by key: an open-addressed index of eight-byte entries (hash and record number, linear probing, deletion by shifting back) over
/// records in chunks that never move. Growing doubles the index only, which touches no record.
/// </summary>
internal sealed class FlowTable(int capacity, ulong seed)
{
    private const int ChunkBits = 12; // 4,096 records, about 1.5 MB at a time
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private const int FirstIndexLength = 1 << 14;

    private ulong[] _index = new ulong[FirstIndexLength]; // upper half the hash, lower half record number + 1; 0 is empty
    private FlowRecord[][] _chunks = [];
    private int _created;
    private int _free = -1;

    /// <summary>Most flows at a time.</summary>
    public int Capacity { get; } = Math.Max(1, capacity);

    /// <summary>Flows now.</summary>
    public int Count { get; private set; }

    /// <summary>Whether another flow needs another's place.</summary>
    public bool IsFull => Count >= Capacity;

    /// <summary>Records ever made; numbers below it are valid.</summary>
    public int Created => _created;

    /// <summary>A record by its number.</summary>
    public ref FlowRecord this[int record] => ref _chunks[record >> ChunkBits][record & ChunkMask];

    /// <summary>The hash that <see cref="Find"/> and <see cref="Add"/> want.</summary>
    public ulong HashOf(in FlowKey key) => key.Hash(seed);

    /// <summary>
    /// Fetches what the flows under these hashes will need into the cache, a field from each line of their records; the value itself means nothing. First
    /// all places in the index, then all records: loads that do not wait for each other overlap, where one after the other they would each be waited for.
    /// </summary>
    public int Touch(Span<ulong> segments, Span<ulong> datagrams)
    {
        LookUp(segments);
        LookUp(datagrams);
        var fetched = 0;
        foreach (var entry in datagrams)
            if (entry != 0) fetched ^= TouchCounts(ref this[(int)(uint)entry - 1]);
        foreach (var entry in segments)
            if (entry != 0) fetched ^= Touch((int)(uint)entry - 1);
        return fetched;
    }

    /// <summary>Asks for a record.</summary>
    public void FetchAhead(int record) => CacheLines.Fetch(ref this[record]);

    /// <summary>Asks for a flow's place in the index.</summary>
    public void FetchPlaceOf(in FlowRecord flow) => CacheLines.Fetch(ref _index[(int)flow.Hash & (_index.Length - 1)]);

    private int Touch(int record)
    {
        ref var flow = ref this[record];
        return TouchCounts(ref flow) ^ (int)flow.OriginatorTcp.StartSequence ^ (int)flow.ResponderTcp.State;
    }

    private static int TouchCounts(ref FlowRecord flow) => (int)flow.Originator.High ^ (int)flow.OriginatorSide.Packets;

    /// <summary>Puts the entry of its place in the index where each hash was.</summary>
    private void LookUp(Span<ulong> hashes)
    {
        var mask = _index.Length - 1;
        foreach (ref var hash in hashes) hash = _index[(int)(hash >> 32) & mask];
    }

    /// <summary>The flow of this key and the direction of a packet in it; -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every packet
    public int Find(in FlowKey key, ulong hash, out Direction direction)
    {
        var mask = _index.Length - 1;
        var tag = (uint)(hash >> 32);
        for (var slot = (int)tag & mask; ; slot = (slot + 1) & mask) // ends: the index is never full
        {
            var entry = _index[slot];
            if (entry == 0) break;
            if ((uint)(entry >> 32) != tag) continue;
            var record = (int)(uint)entry - 1;
            if (this[record].Matches(key, out direction)) return record;
        }
        direction = Direction.FromOriginator;
        return -1;
    }

    /// <summary>A new, zeroed record under this hash; the caller fills in the key.</summary>
    public int Add(ulong hash)
    {
        if ((Count + 1) * 4L > _index.Length * 3L) Grow();
        var record = NewRecord();
        ref var flow = ref this[record];
        flow = default;
        flow.Hash = (uint)(hash >> 32);
        Insert(((ulong)flow.Hash << 32) | (uint)(record + 1));
        Count++;
        return record;
    }

    /// <summary>Forgets a flow.</summary>
    public void Remove(int record)
    {
        var mask = _index.Length - 1;
        var slot = (int)this[record].Hash & mask;
        while ((uint)_index[slot] != (uint)(record + 1)) slot = (slot + 1) & mask; // ends: the record is there
        for (var next = (slot + 1) & mask; _index[next] != 0; next = (next + 1) & mask) // ends at the first empty slot
        {
            var home = (int)(_index[next] >> 32) & mask;
            if (((next - home) & mask) < ((next - slot) & mask)) continue; // its home lies behind the hole: it stays
            _index[slot] = _index[next];
            slot = next;
        }
        _index[slot] = 0;
        this[record].Next = _free;
        _free = record;
        Count--;
    }

    private int NewRecord()
    {
        if (_free >= 0)
        {
            var record = _free;
            _free = this[record].Next;
            return record;
        }
        if (_created >> ChunkBits == _chunks.Length)
        {
            Array.Resize(ref _chunks, _chunks.Length + 1);
            _chunks[^1] = new FlowRecord[1 << ChunkBits];
        }
        return _created++;
    }

    private void Insert(ulong entry)
    {
        var mask = _index.Length - 1;
        var slot = (int)(entry >> 32) & mask;
        while (_index[slot] != 0) slot = (slot + 1) & mask; // ends: the index is never full
        _index[slot] = entry;
    }

    private void Grow()
    {
        var old = _index;
        _index = new ulong[old.Length * 2];
        foreach (var entry in old)
            if (entry != 0) Insert(entry);
    }
}
