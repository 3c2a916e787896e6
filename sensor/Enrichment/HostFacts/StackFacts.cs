using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>How both sides' TCP behaves, and the system whose stacks behave like that.</summary>
public sealed class StackFacts : HostFactSource<FlowEvent>, IFetchesAhead
{
    private const string Source = "tcp";
    private const int Unknown = NumberedTable<IpAddr, (string, long)>.None;
    private const int MostRemembered = 65_536; // hosts whose last behaviour is kept: beyond them the table of facts decides

    // A host behaves alike in all its flows: then there is nothing to tell, and no text to make.
    private NumberedTable<IpAddr, (string Stack, long Hour)> _lastSyn = new(), _lastSynAck = new();

    /// <inheritdoc/>
    public void FetchAhead(ReadOnlySpan<SensorEvent> coming, FetchStep step)
    {
        if (step == FetchStep.Content) return;
        foreach (var happening in coming)
        {
            if (happening is not FlowEvent { Flow: { } flow } ended) continue;
            if (ended.OriginatorStack is not null) _lastSyn.FetchAhead(flow.Originator, step);
            if (ended.ResponderStack is not null) _lastSynAck.FetchAhead(flow.Responder, step);
        }
    }

    /// <inheritdoc/>
    protected override void Read(FlowEvent happened, FactWriter facts)
    {
        if (happened.IsInterim || happened.Flow is not { } flow) return;
        if (happened.OriginatorStack is { } first && !IsAsBefore(ref _lastSyn, flow.Originator, first, happened.Time)) Tell(facts, flow.Originator, first, "syn ");
        if (happened.ResponderStack is { } second && !IsAsBefore(ref _lastSynAck, flow.Responder, second, happened.Time)) Tell(facts, flow.Responder, second, "syn-ack ");
    }

    private static void Tell(FactWriter facts, IpAddr host, string stack, string segment)
    {
        var subject = facts.For(Source, host);
        if (!subject.Has(HostFactKind.Fingerprint, segment + stack)) return;
        subject.Has(HostFactKind.OperatingSystem, TcpStacks.OperatingSystem(stack));
    }

    /// <summary>Whether the host behaved so within this hour; the hour lets the table see that the fact still holds.</summary>
    private static bool IsAsBefore(ref NumberedTable<IpAddr, (string Stack, long Hour)> last, IpAddr host, string stack, Timestamp now)
    {
        var hour = now.Nanoseconds / 3_600_000_000_000;
        var number = last.Find(host);
        if (number != Unknown && last[number] is var known && known.Hour == hour && known.Stack == stack) return true;
        if (last.Count >= MostRemembered) (last, number) = (new(), Unknown);
        if (number == Unknown) last.Add(host, (stack, hour));
        else last[number] = (stack, hour);
        return false;
    }
}
