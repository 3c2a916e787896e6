namespace NetSensor.Flows.Payload;

/// <summary>Lends the few sizes of buffer that payload sides need; belongs to one shard, so it takes no lock.</summary>
internal sealed class BufferPool(long mostLent)
{
    private static readonly int[] Sizes = [PayloadLimits.FirstBytes, 16 * 1024, PayloadLimits.BufferedBytes];

    private readonly Stack<byte[]>[] _idle = [.. Sizes.Select(_ => new Stack<byte[]>())];

    /// <summary>Bytes that are lent out at the moment.</summary>
    public long LentBytes { get; private set; }

    /// <summary>Whether as much is lent as may be; who asks all the same still gets a buffer, so it is asked first.</summary>
    public bool IsExhausted => LentBytes >= mostLent;

    /// <summary>A buffer of at least <paramref name="size"/> bytes, at most <see cref="PayloadLimits.BufferedBytes"/>.</summary>
    public byte[] Rent(int size)
    {
        var kind = KindOf(size);
        LentBytes += Sizes[kind];
        return _idle[kind].TryPop(out var buffer) ? buffer : new byte[Sizes[kind]];
    }

    /// <summary>Takes a buffer back.</summary>
    public void Return(byte[] buffer)
    {
        var kind = KindOf(buffer.Length);
        LentBytes -= Sizes[kind];
        if (_idle[kind].Count < PayloadLimits.IdleBufferBytes / Sizes[kind]) _idle[kind].Push(buffer);
    }

    private static int KindOf(int size)
    {
        var kind = 0;
        while (Sizes[kind] < size) kind++;
        return kind;
    }
}
