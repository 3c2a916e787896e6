using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>Whose address is whose, as ARP says. A probe claims nothing: its sender has no address yet.</summary>
public sealed class ArpFacts : HostFactSource<ArpEvent>
{
    private const string Source = "arp";

    /// <inheritdoc/>
    protected override void Read(ArpEvent happened, FactWriter facts)
    {
        if (happened.Kind == ArpKind.Probe) facts.For(Source, null, happened.SenderMac).Has(HostFactKind.Attribute, "probed=" + happened.TargetAddress);
        else facts.For(Source, happened.SenderAddress, happened.SenderMac).IsBound();
    }
}
