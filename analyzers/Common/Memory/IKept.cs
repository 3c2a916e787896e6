using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>Something that is kept over a restart.</summary>
internal interface IKept
{
    /// <summary>Whether it changed since it was saved; the <see cref="UnsavedEntries{TEntry}"/> of its table set and clear it.</summary>
    bool IsUnsaved { get; set; }

    /// <summary>When it last mattered.</summary>
    Timestamp Last { get; }
}
