namespace NetSensor.Flows.Payload;

/// <summary>
/// What one direction of a stream has in store, as a part of its <see cref="StreamMemory"/>, never copied: bytes that were consumed but are kept for another try, bytes that the parser was shown
/// and left, and bytes that it was not shown yet (only while first bytes are told again).
/// <code>
/// 0 ........ consumed ........ shown ........ stored
///   kept              waiting         to be told
/// </code>
/// </summary>
internal struct DirectionBuffer(BufferPool pool)
{
    private byte[]? _bytes;
    private int _consumed;
    private int _shown;
    private int _stored;

    /// <summary>Bytes to pass over before anything is stored; <see cref="long.MaxValue"/> when nobody listens any more.</summary>
    public long Skip { get; private set; }

    /// <summary>Bytes that were lost in front of the first stored one, before a parser was there to be told.</summary>
    public long LeadingGap { get; set; }

    /// <summary>Whether the direction ended orderly.</summary>
    public bool Ended { get; set; }

    /// <summary>Bytes stored, kept ones included.</summary>
    public readonly int Length => _stored;

    /// <summary>Bytes that no parser has consumed.</summary>
    public readonly int Unconsumed => _stored - _consumed;

    /// <summary>Whether a parser has consumed anything since the first byte that is stored.</summary>
    public readonly bool HasConsumed => _consumed > 0;

    /// <summary>Everything from the first byte.</summary>
    public readonly ReadOnlySpan<byte> All => _bytes.AsSpan(0, _stored);

    /// <summary>What the parser gets to see.</summary>
    public readonly ReadOnlySpan<byte> Shown => _bytes.AsSpan(_consumed, _shown - _consumed);

    /// <summary>Whether so many bytes more can be stored: in the buffer that is there, or in a new one.</summary>
    public readonly bool CanStore(int count) => (_bytes is not null && _stored + count <= _bytes.Length) || !pool.IsExhausted;

    /// <summary>Stores bytes behind the others and shows them; there must be room.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_stored));
        _stored += bytes.Length;
        _shown = _stored;
    }

    /// <summary>Marks bytes as dealt with; those beyond what was <paramref name="given"/> are skipped when they come.</summary>
    public void Consume(long count, int given)
    {
        var here = (int)Math.Clamp(count, 0, given);
        _consumed += here;
        if (count > given) SkipMore(count - given);
    }

    /// <summary>Passes over bytes that are still to come; what is stored unseen goes first.</summary>
    public void SkipMore(long count)
    {
        var stored = (int)Math.Min(count, _stored - _shown);
        _shown += stored;
        _consumed = stored > 0 ? _shown : _consumed;
        count -= stored;
        Skip = count > long.MaxValue - Skip ? long.MaxValue : Skip + count;
    }

    /// <summary>Takes from the bytes to skip; says how many of <paramref name="count"/> are skipped.</summary>
    public long TakeSkip(long count)
    {
        var skipped = Math.Min(Skip, count);
        if (Skip != long.MaxValue) Skip -= skipped;
        return skipped;
    }

    /// <summary>Nothing is consumed and nothing was shown: the start of another try.</summary>
    public void Rewind()
    {
        _consumed = 0;
        _shown = 0;
        Skip = 0;
    }

    /// <summary>Shows the parser what is stored, up to this many bytes from the first.</summary>
    public void ShowUpTo(int count) => _shown = Math.Max(_shown, Math.Min(count, _stored));

    /// <summary>Lets go of what was consumed.</summary>
    public void Trim()
    {
        if (_consumed == 0) return;
        if (Unconsumed == 0)
        {
            Drop();
            return;
        }
        _bytes.AsSpan(_consumed, Unconsumed).CopyTo(_bytes);
        _stored -= _consumed;
        _shown -= _consumed;
        _consumed = 0;
    }

    /// <summary>What was not consumed becomes the first bytes for somebody else.</summary>
    public void StartHere()
    {
        Trim();
        _shown = 0;
        LeadingGap = 0;
    }

    /// <summary>Lets go of everything stored.</summary>
    public void Drop()
    {
        if (_bytes is not null) pool.Return(_bytes);
        _bytes = null;
        _consumed = _shown = _stored = 0;
    }

    /// <summary>Makes it new.</summary>
    public void Reset()
    {
        Drop();
        Skip = 0;
        LeadingGap = 0;
        Ended = false;
    }

    private void MakeRoom(int count)
    {
        if (_bytes is not null && _stored + count <= _bytes.Length) return;
        var larger = pool.Rent(_stored + count);
        All.CopyTo(larger);
        if (_bytes is not null) pool.Return(_bytes);
        _bytes = larger;
    }
}
