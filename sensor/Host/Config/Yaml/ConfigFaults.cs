namespace NetSensor.Host.Config;

/// <summary>Collects what is wrong in a file while the rest of it is still read, so that all of it can be told at once.</summary>
internal sealed class ConfigFaults(string file)
{
    private const int MostFaults = 200; // more are the wrong file, not mistakes in the right one

    private readonly List<ConfigFault> _faults = [];

    /// <summary>The file, as it is named in messages.</summary>
    public string File { get; } = file;

    /// <summary>Notes a fault at this place.</summary>
    public void Add(int line, int column, string message)
    {
        if (_faults.Count < MostFaults) _faults.Add(new ConfigFault(File, line, column, message));
    }

    /// <summary>Takes over those of another file.</summary>
    public void Take(ConfigFaults others) => _faults.AddRange(others._faults);

    /// <summary>Does nothing when all is well.</summary>
    /// <exception cref="ConfigException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0) throw new ConfigException([.. _faults.OrderByDescending(fault => fault.File == File).ThenBy(fault => fault.Line).ThenBy(fault => fault.Column)]);
    }
}
