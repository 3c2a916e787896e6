namespace NetSensor.Wire;

/// <summary>Numbers as keys that strangers choose: the framework's own hash of a number is the number, and its buckets are known.</summary>
public sealed class SeededNumbers : IEqualityComparer<int>, IEqualityComparer<uint>, IEqualityComparer<ulong>
{
    /// <summary>The only one that is needed.</summary>
    public static SeededNumbers Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(int one, int other) => one == other;

    /// <inheritdoc/>
    public bool Equals(uint one, uint other) => one == other;

    /// <inheritdoc/>
    public bool Equals(ulong one, ulong other) => one == other;

    /// <inheritdoc/>
    public int GetHashCode(int number) => TableHash.Of((uint)number, 0);

    /// <inheritdoc/>
    public int GetHashCode(uint number) => TableHash.Of(number, 0);

    /// <inheritdoc/>
    public int GetHashCode(ulong number) => TableHash.Of(number, 0);
}
