using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>Something that is kept over a restart.</summary>
internal interface IKept
{
    /// <summary>Whether it changed since it was saved; its <see cref="KeptEntries{TEntry,TKept}"/> sets and clears it.</summary>
    bool IsUnsaved { get; set; }

    /// <summary>When it last mattered.</summary>
    Timestamp Last { get; }
}
