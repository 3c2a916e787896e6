namespace NetSensor.Events;

/// <summary>How bad a finding is; the numbers are OCSF's severity_id.</summary>
public enum Severity : byte
{
    /// <summary>Worth knowing.</summary>
    Informational = 1,
    /// <summary>Worth a look when there is time.</summary>
    Low = 2,
    /// <summary>Look today.</summary>
    Medium = 3,
    /// <summary>Look now.</summary>
    High = 4,
    /// <summary>Act now.</summary>
    Critical = 5,
}
