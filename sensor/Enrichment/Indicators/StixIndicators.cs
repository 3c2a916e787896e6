using System.Globalization;
using System.Text.Json;
using NetSensor.Events.Indicators;

namespace NetSensor.Enrichment.Indicators;

/// <summary>Reads the indicators of a STIX 2.1 bundle (OASIS STIX 2.1 §4.7): their patterns, names, confidence and end of validity.</summary>
public static class StixIndicators
{
    /// <summary>Reads a bundle.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static void Read(ReadOnlySpan<byte> utf8, IndicatorList into) => JsonPlaces.Each(utf8, ["objects"], (element, line) => ReadObject(element, line, into));

    private static void ReadObject(JsonElement element, int line, IndicatorList into)
    {
        if (Text(element, "type") != "indicator") return;
        if (element.TryGetProperty("revoked", out var revoked) && revoked.ValueKind == JsonValueKind.True) return;
        if (Text(element, "pattern") is not { } pattern)
        {
            into.Fault(line, "an indicator without a pattern");
            return;
        }
        if (Text(element, "pattern_type") is { } language and not "stix")
        {
            into.Ignore(); // rules for other programs (sigma, yara, snort)
            return;
        }
        var notes = new IndicatorNotes(Text(element, "name") ?? Text(element, "description"), ConfidenceOf(element), UntilOf(element));
        if (!StixPattern.TryRead(pattern, out var comparisons, out var fault)) into.Fault(line, $"pattern: {fault}");
        foreach (var comparison in comparisons) Add(comparison, line, notes, into);
    }

    private static void Add(StixComparison comparison, int line, IndicatorNotes notes, IndicatorList into)
    {
        switch (comparison.Path)
        {
            case "ipv4-addr:value" or "ipv6-addr:value": into.Add(comparison.Value.Contains('/') ? IndicatorKind.Network : IndicatorKind.Address, comparison.Value, line, notes); break;
            case "network-traffic:dst_ref.value" or "network-traffic:src_ref.value": into.AddAny(comparison.Value, line, notes); break;
            case "domain-name:value": into.Add(IndicatorKind.Domain, comparison.Value, line, notes); break;
            case "url:value": into.Add(IndicatorKind.Url, comparison.Value, line, notes); break;
            case var path when path.StartsWith("x509-certificate:hashes", StringComparison.Ordinal): into.Add(IndicatorKind.Certificate, comparison.Value, line, notes); break;
            case var path when path.EndsWith("ja3", StringComparison.OrdinalIgnoreCase): into.Add(IndicatorKind.Ja3, comparison.Value, line, notes); break;
            case var path when path.EndsWith("ja4", StringComparison.OrdinalIgnoreCase): into.Add(IndicatorKind.Ja4, comparison.Value, line, notes); break;
            default: into.Ignore(); break; // files, registry, processes: nothing that passes by
        }
    }

    private static int? ConfidenceOf(JsonElement element) =>
        element.TryGetProperty("confidence", out var sure) && sure.TryGetInt32(out var number) ? Math.Clamp(number, 0, 100) : null;

    private static long? UntilOf(JsonElement element) =>
        DateTimeOffset.TryParse(Text(element, "valid_until"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until.ToUnixTimeSeconds() : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
