namespace NetSensor.Store;

/// <summary>A state file cannot be used; the message names the file, the fault and the mend in one line.</summary>
public sealed class StateException(StateFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public StateFault Fault { get; } = fault;
}
