using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What devices announce over WS-Discovery: their endpoint, their types, and in the scopes of ONVIF cameras name and model.</summary>
public sealed class WsDiscoveryFacts : HostFactSource<WsDiscoveryEvent>
{
    private const string Source = "wsd";
    private const int MaxParts = 32;            // types and scopes of one message; cameras list a dozen
    private const string Onvif = "onvif://www.onvif.org/";

    private static readonly (string Type, string Kind)[] Kinds =
    [
        ("Computer", "computer"), ("NetworkVideoTransmitter", "camera"), ("NetworkVideoStorage", "recorder"), ("PrintDeviceType", "printer"),
        ("ScanDeviceType", "scanner"), ("PrinterServiceType", "printer"), ("ScannerServiceType", "scanner"),
    ];

    /// <inheritdoc/>
    protected override void Read(WsDiscoveryEvent happened, FactWriter facts)
    {
        if (happened.Action is "Bye" or "Probe" or "Resolve") return;
        var host = facts.For(Source, happened.Sender, happened.SenderMac);
        host.Has(HostFactKind.Attribute, happened.Endpoint is { } endpoint ? "endpoint=" + endpoint : null); // a host may hold several
        foreach (var type in Parts(happened.Types))
        {
            var name = type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..];
            host.Has(HostFactKind.Service, "wsd " + name);
            foreach (var (known, kind) in Kinds)
                if (known == name) host.Has(HostFactKind.DeviceKind, kind);
        }
        foreach (var scope in Parts(happened.Scopes)) Scope(host, scope);
        foreach (var address in Parts(happened.TransportAddresses)) host.Has(HostFactKind.Attribute, "location=" + address);
    }

    private static void Scope(HostFactSubject host, string scope)
    {
        if (!scope.StartsWith(Onvif, StringComparison.OrdinalIgnoreCase)) return;
        var said = scope[Onvif.Length..];
        var slash = said.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0) return;
        var value = Uri.UnescapeDataString(said[(slash + 1)..]);
        switch (said[..slash].ToLowerInvariant())
        {
            case "name": host.Has(HostFactKind.Name, value); break;
            case "hardware": host.Has(HostFactKind.Model, value); break;
            case "mac": host.Has(HostFactKind.Attribute, "mac=" + value); break;
        }
    }

    private static string[] Parts(string? list) =>
        list?.Split([' ', '\t', '\r', '\n'], MaxParts, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
