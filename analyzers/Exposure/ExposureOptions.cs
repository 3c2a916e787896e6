namespace NetSensor.Analyzers.Exposure;

/// <summary>What the detector of exposures asks for before it speaks.</summary>
public sealed record ExposureOptions
{
    /// <summary>Risk from which a weak service or an old system is told. Lower: more of what is common in any network.</summary>
    public int MinimumRisk { get; init; } = 25;

    /// <summary>Stories remembered as told; the oldest makes room. Higher: more memory (about 200 bytes each), fewer told again.</summary>
    public int Capacity { get; init; } = 50_000;
}
