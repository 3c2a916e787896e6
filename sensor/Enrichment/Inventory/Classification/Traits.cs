using NetSensor.Events;

namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>Finds the traits in what is said of a device.</summary>
internal static class Traits
{
    private const string VendorClass = "vendor_class=";
    private const string Instance = "instance=";

    /// <summary>The traits of one claim.</summary>
    public static IReadOnlyList<Trait> Of(HostFactKind kind, string value, string source) =>
        SignalOf(kind, value, source) is { Text: { } text } found ? ClassificationRules.Known.Matching(found.Signal, text) : [];

    /// <summary>The traits of a claim that was kept over a restart: what the device does is told apart from what is said by its own form.</summary>
    public static IReadOnlyList<Trait> OfKept(in DeviceClaim claim) =>
        claim.Kind == HostFactKind.Attribute && Behaviour.TraitsOf(claim.Value) is { } shown ? shown : Of(claim.Kind, claim.Value, claim.Source);

    private static (string Signal, string? Text) SignalOf(HostFactKind kind, string value, string source) => kind switch
    {
        HostFactKind.Vendor when source == "oui" => (ClassificationRules.Maker, value),
        HostFactKind.Name => ("hostname", HostNames.Split(value).Name),
        HostFactKind.Fingerprint when source == "dhcp" => ("dhcp_parameters", value),
        HostFactKind.Service when source == "mdns" => ("dns_sd", value),
        HostFactKind.Service when source == "ssdp" => ("upnp_service", value),
        HostFactKind.DeviceKind => (source == "ssdp" ? "upnp_type" : "says_kind", value),
        HostFactKind.Software => (SoftwareSignal(source), value),
        HostFactKind.Model => ("model", value),
        HostFactKind.OperatingSystem => ("os", value),
        HostFactKind.Role => ("role", value),
        HostFactKind.Attribute => OfAttribute(value),
        _ => default,
    };

    private static string SoftwareSignal(string source) => source switch
    {
        "ssdp" => "upnp_server",
        "http" => "user_agent",
        _ => "software",
    };

    private static (string Signal, string? Text) OfAttribute(string value)
    {
        if (value.StartsWith(VendorClass, StringComparison.Ordinal)) return ("vendor_class", value[VendorClass.Length..]);
        if (value.StartsWith(Instance, StringComparison.Ordinal)) return ("instance", value[Instance.Length..]);
        return ("attribute", value);
    }
}
