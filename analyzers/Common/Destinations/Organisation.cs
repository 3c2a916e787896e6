namespace NetSensor.Analyzers.Common.Destinations;

/// <summary>Somebody to whom names and addresses belong.</summary>
public sealed record Organisation(string Name, OrganisationKind Kind)
{
    /// <summary>Whether it answers from the machine that is nearest, so that the country of an address is not the country of the service.</summary>
    public bool IsEverywhere => Kind != OrganisationKind.Hosting;
}
