namespace NetSensor.Host.Config;

/// <summary>Ends the reading of one setting; its block notes the fault and goes on with the next setting.</summary>
internal sealed class ConfigFaultException(int line, int column, string message) : Exception(message)
{
    /// <summary>Line of the fault, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column of the fault, from 1.</summary>
    public int Column { get; } = column;
}
