namespace NetSensor.Analyzers.Common.Destinations;

/// <summary>What an organisation does with its addresses, as far as it matters where they are.</summary>
public enum OrganisationKind : byte
{
    /// <summary>A network that serves others' content from wherever the client is: the country of its addresses says nothing.</summary>
    Content,
    /// <summary>A platform with data centres around the world, for its own services and for those of its customers.</summary>
    Cloud,
    /// <summary>Software or a service that everybody uses and that is mirrored around the world.</summary>
    Platform,
    /// <summary>Rents out single machines, to anybody and cheaply.</summary>
    Hosting,
}
