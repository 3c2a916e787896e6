using NetSensor.Events;

namespace NetSensor.Enrichment;

/// <summary>
/// Gives flows that told no name of their own the one that their client had asked for. Stands before everybody else behind the merge, so that
/// logs and detectors see the same name.
/// </summary>
public sealed class FlowNamer(DnsNames names) : IEventSink
{
    private const string FromDns = "dns";

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (happened is DnsTransactionEvent answered) names.Learn(answered);
        else if (happened is FlowEvent { DestinationName: null, Flow: { } flow } ended
            && names.TryFind(flow.Originator, flow.Responder, flow.Start, out var name))
        {
            ended.DestinationName = name;
            ended.DestinationNameSource = FromDns;
        }
    }
}
