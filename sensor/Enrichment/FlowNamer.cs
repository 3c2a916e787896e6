using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment;

/// <summary>
/// Gives flows that told no name of their own the one that their client had asked for. Stands before everybody else behind the merge, so that
/// logs and detectors see the same name.
/// </summary>
public sealed class FlowNamer(DnsNames names, HardwareClients clients) : IEventSink
{
    private const string FromDns = "dns";

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (happened.Flow is not { } flow) return;
        if (happened is DnsTransactionEvent answered)
        {
            clients.Note(flow.OriginatorMac, flow.Originator);
            names.Learn(answered);
        }
        else if (happened is FlowRhythmEvent { DestinationName: null } rhythm)
        {
            if (Find(flow) is not { } name) return;
            rhythm.DestinationName = name;
            rhythm.DestinationNameSource = FromDns;
        }
        else if (happened is FlowEvent ended)
        {
            clients.Note(flow.OriginatorMac, flow.Originator);
            if (ended.DestinationName is not null || Find(flow) is not { } name) return;
            ended.DestinationName = name;
            ended.DestinationNameSource = FromDns;
        }
    }

    /// <summary>Asks for the memory that this event will need (<see cref="CacheLines"/>), one step of it.</summary>
    public void FetchAhead(SensorEvent coming, FetchStep step)
    {
        if (coming.Flow is not { } flow) return;
        if (coming is DnsTransactionEvent answered)
        {
            names.FetchAhead(answered, step);
        }
        else if (coming is FlowEvent ended)
        {
            clients.FetchAhead(flow.OriginatorMac, step);
            if (ended.DestinationName is null) names.FetchAhead((flow.Originator, flow.Responder), step);
        }
    }

    private string? Find(FlowIdentity flow)
    {
        if (names.TryFind(flow.Originator, flow.Responder, flow.Start, out var name)) return name;
        foreach (var other in clients.Of(flow.OriginatorMac))
            if (other != flow.Originator && names.TryFind(other, flow.Responder, flow.Start, out name)) return name;
        return null;
    }
}
