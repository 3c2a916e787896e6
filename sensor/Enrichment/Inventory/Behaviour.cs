using System.Globalization;
using NetSensor.Enrichment.Inventory.Classification;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>What a device does that tells what it is: the names that it looks up, the ports to which it goes and at which it answers.</summary>
internal static class Behaviour
{
    private const string OfNames = "dns";
    private const string OfFlows = "flow";

    /// <summary>A name was looked up by the originator of this flow.</summary>
    public static void LooksUp(KnownDevice device, FlowIdentity flow, string name, Timestamp at)
    {
        if (ClassificationRules.Known.OfDomain(name) is { } rule) Learn(device, rule, flow.Originator, at);
    }

    /// <summary>The flow's originator went to its port, and to its name where it told one itself.</summary>
    public static void GoesTo(KnownDevice device, FlowIdentity flow, FlowEvent ended)
    {
        var rules = ClassificationRules.Known;
        if (rules.PortsGoneTo.Contains(flow.ResponderPort) && rules.OfPort(ClassificationRules.GoesTo, PortOf(flow)) is { } rule)
            Learn(device, rule, flow.Originator, ended.Time);
        if (ended is { DestinationName: { } name } && rules.OfDomain(name) is { } maker) Learn(device, maker, flow.Originator, ended.Time);
    }

    /// <summary>The flow's responder answered at its port.</summary>
    public static void Offers(KnownDevice device, FlowIdentity flow, Timestamp at)
    {
        if (ClassificationRules.Known.OfPort(ClassificationRules.Offers, PortOf(flow)) is { } rule) Learn(device, rule, flow.Responder, at);
    }

    /// <summary>What it says of a device that it did this, as <see cref="DeviceClaim.Value"/> words it; null when that is no behaviour that a rule knows.</summary>
    public static IReadOnlyList<Trait>? TraitsOf(string value)
    {
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return null;
        var (signal, pattern) = (value[..equals], value[(equals + 1)..]);
        var rule = signal == ClassificationRules.LooksUp ? ClassificationRules.Known.OfDomain(pattern) : ClassificationRules.Known.OfPort(signal, pattern);
        return rule is null ? null : [new Trait(rule, rule.Pattern)];
    }

    private static void Learn(KnownDevice device, ClassificationRule rule, IpAddr via, Timestamp at)
    {
        if (!device.Shows(rule))
            device.Learn(new DeviceClaim(HostFactKind.Attribute, $"{rule.Signal}={rule.Pattern}", rule.Signal == ClassificationRules.LooksUp ? OfNames : OfFlows, via, at) { Traits = [new Trait(rule, rule.Pattern)] });
    }

    private static string PortOf(FlowIdentity flow) =>
        string.Create(CultureInfo.InvariantCulture, $"{(flow.Transport == Transport.Tcp ? "tcp" : "udp")}/{flow.ResponderPort}");
}
