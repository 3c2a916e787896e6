using System.Text.Json;
using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.Beaconing.Benign;

/// <summary>The catalogue of services that are periodic by design, from the data file beside this class; by name and protocol, never by address.</summary>
public static class PeriodicServices
{
    private static readonly NameTable<PeriodicService> BySuffix = new();
    private static readonly HashSet<string> Protocols = new(StringComparer.Ordinal);
    private static readonly HashSet<int> UdpPorts = [];

    static PeriodicServices()
    {
        using var stream = typeof(PeriodicServices).Assembly.GetManifestResourceStream("periodic-services.json")
            ?? throw new InvalidOperationException("periodic-services.json is not embedded");
        using var data = JsonDocument.Parse(stream);
        foreach (var protocol in data.RootElement.GetProperty("protocols").EnumerateArray())
        {
            foreach (var service in protocol.GetProperty("services").EnumerateArray()) Protocols.Add(service.GetString()!);
            UdpPorts.UnionWith(protocol.GetProperty("udp").EnumerateArray().Select(port => port.GetInt32()));
        }
        foreach (var entry in data.RootElement.GetProperty("names").EnumerateArray())
        {
            var service = Parse(entry);
            foreach (var suffix in entry.GetProperty("suffixes").EnumerateArray()) BySuffix.Add(suffix.GetString()!, service);
        }
    }

    /// <summary>Whether a flow's protocol is periodic by design, so that its flows are no check-ins; tunnels inside it are found by other means.</summary>
    public static bool IsProtocol(FlowEvent ended, FlowIdentity flow) =>
        ended.Service is { } service ? Protocols.Contains(service) : flow.Transport == Transport.Udp && UdpPorts.Contains(flow.ResponderPort);

    /// <summary>The service with the longest end of this name; null when there is none.</summary>
    public static PeriodicService? Find(string? name) => name is not null && BySuffix.TryFind(HashedNames.OfThread.Of(name), out var service) ? service : null;

    private static PeriodicService Parse(JsonElement entry) => new(
        entry.GetProperty("what").GetString()!,
        [.. entry.GetProperty("ports").EnumerateArray().Select(port => port.GetInt32())],
        entry.TryGetProperty("systems", out var systems) ? [.. systems.EnumerateArray().Select(system => system.GetUInt32())] : [],
        entry.TryGetProperty("ja4", out var clients) ? [.. clients.EnumerateArray().Select(client => client.GetString()!)] : []);
}
