namespace NetSensor.Analyzers.Common.Memory;

/// <summary>A value of a <see cref="CompactTable{T}"/> that is kept over a restart.</summary>
internal interface IPackedEntry<T> : ICompactEntry where T : struct, IPackedEntry<T>
{
    /// <summary>Whether it changed since it was saved; its <see cref="KeptTable{T}"/> sets it.</summary>
    bool IsUnsaved { get; set; }

    /// <summary>Whether it is kept at all; what lies elsewhere is not.</summary>
    bool IsKept { get; }

    /// <summary>Whether it is kept where there is no room for all.</summary>
    bool IsWorthy { get; }

    /// <summary>Writes it, without its flag.</summary>
    void Write(BinaryWriter writer);

    /// <summary>Takes in what was kept of it, earlier or later than what it knows.</summary>
    /// <exception cref="EndOfStreamException">The value is cut.</exception>
    void Join(BinaryReader reader);
}
