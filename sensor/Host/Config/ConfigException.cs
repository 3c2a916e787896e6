namespace NetSensor.Host.Config;

/// <summary>A configuration says what makes no sense; the message names the first fault, <see cref="Faults"/> has all.</summary>
public sealed class ConfigException(IReadOnlyList<ConfigFault> faults) : UsageException(Describe(faults))
{
    /// <summary>All faults, in the order of the file; at least one.</summary>
    public IReadOnlyList<ConfigFault> Faults { get; } = faults;

    private static string Describe(IReadOnlyList<ConfigFault> faults) =>
        faults.Count == 1 ? $"{faults[0]}" : $"{faults[0]} ({faults.Count - 1} more: 'netsensor check-config {faults[0].File}' lists all)";
}
