using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>How both sides' TCP behaves, and the system whose stacks behave like that.</summary>
public sealed class StackFacts : HostFactSource<FlowEvent>
{
    private const string Source = "tcp";

    /// <inheritdoc/>
    protected override void Read(FlowEvent happened, FactWriter facts)
    {
        if (happened.IsInterim || happened.Flow is not { } flow) return;
        Tell(facts, flow.Originator, happened.OriginatorStack, "syn ");
        Tell(facts, flow.Responder, happened.ResponderStack, "syn-ack ");
    }

    private static void Tell(FactWriter facts, Wire.IpAddr host, string? stack, string segment)
    {
        if (stack is null) return;
        var subject = facts.For(Source, host);
        if (!subject.Has(HostFactKind.Fingerprint, segment + stack)) return;
        subject.Has(HostFactKind.OperatingSystem, TcpStacks.OperatingSystem(stack));
    }
}
