using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>How both sides' TCP behaves, and the system whose stacks behave like that.</summary>
public sealed class StackFacts : HostFactSource<FlowEvent>
{
    private const string Source = "tcp";
    private const int MostRemembered = 65_536; // hosts whose last behaviour is kept: beyond them the table of facts decides

    // A host behaves alike in all its flows: then there is nothing to tell, and no text to make.
    private readonly Dictionary<(Wire.IpAddr Host, string Segment), (string Stack, long Hour)> _last = [];

    /// <inheritdoc/>
    protected override void Read(FlowEvent happened, FactWriter facts)
    {
        if (happened.IsInterim || happened.Flow is not { } flow) return;
        Tell(facts, flow.Originator, happened.OriginatorStack, "syn ", happened.Time);
        Tell(facts, flow.Responder, happened.ResponderStack, "syn-ack ", happened.Time);
    }

    private void Tell(FactWriter facts, Wire.IpAddr host, string? stack, string segment, Wire.Timestamp now)
    {
        if (stack is null || IsAsBefore(host, segment, stack, now)) return;
        var subject = facts.For(Source, host);
        if (!subject.Has(HostFactKind.Fingerprint, segment + stack)) return;
        subject.Has(HostFactKind.OperatingSystem, TcpStacks.OperatingSystem(stack));
    }

    /// <summary>Whether the host behaved so within this hour; the hour lets the table see that the fact still holds.</summary>
    private bool IsAsBefore(Wire.IpAddr host, string segment, string stack, Wire.Timestamp now)
    {
        var hour = now.Nanoseconds / 3_600_000_000_000;
        if (_last.TryGetValue((host, segment), out var known) && known.Hour == hour && known.Stack == stack) return true;
        if (_last.Count >= MostRemembered) _last.Clear();
        _last[(host, segment)] = (stack, hour);
        return false;
    }
}
