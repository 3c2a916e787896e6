using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>What one source tried: one port of many hosts, many ports of one host, or many ports of many hosts.</summary>
internal abstract class Attempts : IKept
{
    private Telling _telling;

    /// <summary>What tells it apart from others of its kind, as text.</summary>
    public abstract string KeyText { get; }

    public Timestamp First { get; protected set; }
    public Timestamp Last { get; protected set; } = Timestamp.MinValue;
    public int Failed { get; protected set; }
    public int Answered { get; protected set; }
    /// <summary>Different targets that did not answer since the last silence between tries.</summary>
    public int Burst { get; protected set; }
    /// <summary>What was told of it.</summary>
    public ref Telling Telling => ref _telling;
    /// <summary>Different targets that did not answer.</summary>
    public abstract int Targets { get; }
    public double FailedShare => Failed / (double)Math.Max(1, Failed + Answered);
    public abstract IReadOnlyList<FlowIdentity> Flows { get; }
    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <inheritdoc/>
    Timestamp IKept.Last => LastUsed;

    /// <summary>When it last mattered.</summary>
    protected virtual Timestamp LastUsed => Last;

    /// <summary>What of it is kept over a restart.</summary>
    public abstract KeptAttempts Keep();

    /// <summary>What was kept of it before a restart.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public abstract void Recall(KeptAttempts kept);
}
