using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Geo;

/// <summary>
/// Says of flows and findings where the other side is: country and autonomous system, as far as there are databases. Stands before everybody
/// else behind the merge, so that logs and detectors see the same.
/// </summary>
public sealed class Geography(CountryDatabase? countries, AsnDatabase? systems) : IEventSink, IDisposable
{
    /// <summary>Opens the databases that are named.</summary>
    /// <exception cref="EnrichmentException">One cannot be used; the message says why.</exception>
    public static Geography Open(string? countryDatabase, string? asnDatabase)
    {
        var countries = countryDatabase is null ? null : CountryDatabase.Open(countryDatabase);
        try
        {
            return new Geography(countries, asnDatabase is null ? null : AsnDatabase.Open(asnDatabase));
        }
        catch (EnrichmentException)
        {
            countries?.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a database of countries.</summary>
    public bool KnowsCountries => countries is not null;

    /// <summary>Look-ups that failed because a database is damaged.</summary>
    public long Faults => (countries?.Faults ?? 0) + (systems?.Faults ?? 0);

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (happened is not FlowEvent { Flow: { } flow } ended) return;
        if (countries is not null)
        {
            ended.OriginatorCountry = countries.Of(flow.Originator);
            ended.ResponderCountry = countries.Of(flow.Responder);
            ended.OriginatorPlace = countries.PlaceOf(flow.Originator);
            ended.ResponderPlace = countries.PlaceOf(flow.Responder);
        }
        if (systems is not null) ended.ResponderAsn = systems.Of(flow.Responder)?.Number;
    }

    /// <summary>Asks for the memory that this event will need (<see cref="CacheLines"/>), in the first step.</summary>
    public void FetchAhead(SensorEvent coming, FetchStep step)
    {
        if (step != FetchStep.Bucket || coming is not FlowEvent { Flow: { } flow }) return;
        countries?.FetchAhead(flow.Originator);
        countries?.FetchAhead(flow.Responder);
        systems?.FetchAhead(flow.Responder);
    }

    /// <summary>The country of an address, two letters; null when nobody knows.</summary>
    public string? CountryOf(IpAddr address) => countries?.Of(address);

    /// <summary>The city of an address and its coordinates; null when nobody knows.</summary>
    public Place? PlaceOf(IpAddr address) => countries?.PlaceOf(address);

    /// <summary>The autonomous system of an address; null when nobody knows.</summary>
    public AutonomousSystem? SystemOf(IpAddr address) => systems?.Of(address);

    /// <inheritdoc/>
    public void Dispose()
    {
        countries?.Dispose();
        systems?.Dispose();
    }
}
