namespace NetSensor.Flows.Fragments;

/// <summary>Buffers in three sizes, kept for reuse, never more bytes than a budget.</summary>
internal sealed class FragmentBuffers(int maxBytes)
{
    private static readonly int[] Sizes = [4 * 1024, 16 * 1024, Largest];

    private readonly Stack<byte[]>[] _free = [new(), new(), new()];
    private long _allocated;

    /// <summary>Room for the longest header and the longest datagram.</summary>
    public const int Largest = 72 * 1024;

    /// <summary>A buffer of at least <paramref name="length"/> bytes; null when the budget is spent.</summary>
    public byte[]? Rent(int length)
    {
        var size = 0;
        while (Sizes[size] < length) size++;
        if (_free[size].TryPop(out var buffer)) return buffer;
        if (_allocated + Sizes[size] > maxBytes) DropFree();
        if (_allocated + Sizes[size] > maxBytes) return null;
        _allocated += Sizes[size];
        return new byte[Sizes[size]];
    }

    /// <summary>Takes a buffer back.</summary>
    public void Return(byte[] buffer) => _free[Array.IndexOf(Sizes, buffer.Length)].Push(buffer);

    /// <summary>Idle buffers of one size must not starve another.</summary>
    private void DropFree()
    {
        foreach (var stack in _free)
            while (stack.TryPop(out var buffer))
                _allocated -= buffer.Length;
    }
}
