namespace NetSensor.Export.Ocsf;

/// <summary>Numbers of OCSF 1.8.0 that more than one record uses.</summary>
internal static class OcsfClass
{
    /// <summary>The schema's version.</summary>
    public const string Version = "1.8.0";

    /// <summary>Category "Findings".</summary>
    public const int FindingsCategory = 2;

    /// <summary>Class "Detection Finding".</summary>
    public const int DetectionFinding = 2004;

    /// <summary>Activity "Create": the finding is new.</summary>
    public const int Create = 1;

    /// <summary>Activity "Update": the finding was told before.</summary>
    public const int Update = 2;
}
