using NetSensor.Events;

namespace NetSensor.Enrichment.Geo;

/// <summary>Adds country, city and autonomous system of the other side to findings and passes them on.</summary>
public sealed class LocatedFindings(Geography geography, IDetectionSink next) : IDetectionSink
{
    /// <inheritdoc/>
    public void Report(Detection detection)
    {
        if (detection.Destination is not { } destination)
        {
            next.Report(detection);
            return;
        }
        var system = geography.SystemOf(destination);
        next.Report(detection with
        {
            DestinationCountry = detection.DestinationCountry ?? geography.CountryOf(destination),
            DestinationPlace = detection.DestinationPlace ?? geography.PlaceOf(destination),
            DestinationAsn = detection.DestinationAsn ?? system?.Number,
            DestinationAsnName = detection.DestinationAsnName ?? system?.Organisation,
        });
    }
}
