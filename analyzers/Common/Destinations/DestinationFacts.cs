using System.Text.Json;

namespace NetSensor.Analyzers.Common.Destinations;

/// <summary>
/// Who stands behind a name or an autonomous system, and which names are services that take files: from the data file beside this class, which
/// holds facts that the organisations publish themselves.
/// </summary>
public sealed class DestinationFacts
{
    private readonly NameTable<Organisation> _byDomain = new();
    private readonly Dictionary<uint, Organisation> _bySystem = [];
    private readonly NameTable<WebService> _services = new();

    private DestinationFacts(JsonElement data)
    {
        foreach (var entry in data.GetProperty("organisations").EnumerateArray())
        {
            var organisation = new Organisation(entry.GetProperty("name").GetString()!, Kind<OrganisationKind>(entry));
            foreach (var system in entry.GetProperty("systems").EnumerateArray()) _bySystem.Add(system.GetUInt32(), organisation);
            foreach (var domain in entry.GetProperty("domains").EnumerateArray()) _byDomain.Add(domain.GetString()!, organisation);
        }
        foreach (var entry in data.GetProperty("services").EnumerateArray())
            foreach (var domain in entry.GetProperty("domains").EnumerateArray())
                _services.Add(domain.GetString()!, new WebService(domain.GetString()!, Kind<WebServiceKind>(entry)));
    }

    /// <summary>The facts inside the program.</summary>
    public static DestinationFacts Known { get; } = Read();

    /// <summary>Who the name belongs to, else who announces the address; null when neither is one of those known.</summary>
    public Organisation? OwnerOf(string? name, uint? system) =>
        _byDomain.TryFind(name, out var owner) ? owner : system is { } number ? _bySystem.GetValueOrDefault(number) : null;

    /// <summary>The service behind the name; null when it is none of those known.</summary>
    public WebService? ServiceOf(string? name) => _services.TryFind(name, out var service) ? service : null;

    private static TKind Kind<TKind>(JsonElement entry) where TKind : struct, Enum =>
        Enum.Parse<TKind>(entry.GetProperty("kind").GetString()!, ignoreCase: true);

    private static DestinationFacts Read()
    {
        using var stream = typeof(DestinationFacts).Assembly.GetManifestResourceStream("destinations.json")
            ?? throw new InvalidOperationException("destinations.json is not embedded");
        using var json = JsonDocument.Parse(stream);
        return new DestinationFacts(json.RootElement);
    }
}
