using System.Globalization;
using System.Text.Json;
using NetSensor.Events.Indicators;

namespace NetSensor.Enrichment.Indicators;

/// <summary>Reads the indicators of a STIX 2.1 bundle (OASIS STIX 2.1 §4.7): their patterns, names, confidence and end of validity.</summary>
public static class StixIndicators
{
    /// <summary>What names the sign of the pair best stands first: the rest of a term are its conditions.</summary>
    private static readonly IndicatorKind[] Ranks =
        [IndicatorKind.Url, IndicatorKind.Certificate, IndicatorKind.Address, IndicatorKind.Domain, IndicatorKind.Ja4, IndicatorKind.Ja3, IndicatorKind.Network];

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static void Read(ReadOnlySpan<byte> utf8, IndicatorList into) => JsonPlaces.Each(utf8, ["objects"], into, (element, line) => ReadObject(element, line, into));

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
        if (!StixPattern.TryRead(pattern, out var terms, out var fault)) into.FaultOnce(line, $"pattern: {fault}");
        if (fault?.StartsWith(StixPattern.Order, StringComparison.Ordinal) == true) return; // a part of an order would tell what nobody asked for
        foreach (var term in terms) Add(term, line, notes, into);
    }

    private static void Add(IReadOnlyList<StixComparison> term, int line, IndicatorNotes notes, IndicatorList into)
    {
        var signs = new List<IndicatorCondition>();
        foreach (var comparison in term)
        {
            if (comparison.Path.StartsWith("network-traffic:protocols", StringComparison.Ordinal)) continue; // told by the rest
            if (KindOf(comparison) is not { } kind)
            {
                into.Ignore(); // files, registry, processes: nothing that passes by, and so nothing with which it could be met
                return;
            }
            if (IndicatorText.Normalise(kind, comparison.Value) is not { } value)
            {
                into.Fault(line, $"'{comparison.Value}' is no {IndicatorText.NameOf(kind)}");
                return;
            }
            signs.Add(new IndicatorCondition(kind, value));
        }
        var main = signs.Where(sign => Ranks.Contains(sign.Kind)).Select(sign => (IndicatorCondition?)sign).MinBy(sign => Array.IndexOf(Ranks, sign!.Value.Kind));
        if (main is not { } first) into.Ignore(); // a port alone is no sign
        else into.Add(first.Kind, first.Value, line, notes with { Together = [.. signs.Where(sign => sign != first)] });
    }

    private static IndicatorKind? KindOf(StixComparison comparison) => comparison.Path switch
    {
        "ipv4-addr:value" or "ipv6-addr:value" => comparison.Value.Contains('/') ? IndicatorKind.Network : IndicatorKind.Address,
        "network-traffic:dst_ref.value" or "network-traffic:src_ref.value" or "domain-name:resolves_to_refs[*].value" => IndicatorText.KindOf(comparison.Value),
        "network-traffic:dst_port" => IndicatorKind.Port,
        "domain-name:value" => IndicatorKind.Domain,
        "url:value" => IndicatorKind.Url,
        var path when path.StartsWith("x509-certificate:hashes", StringComparison.Ordinal) => IndicatorKind.Certificate,
        var path when path.EndsWith("ja3", StringComparison.OrdinalIgnoreCase) => IndicatorKind.Ja3,
        var path when path.EndsWith("ja4", StringComparison.OrdinalIgnoreCase) => IndicatorKind.Ja4,
        _ => null,
    };

    private static int? ConfidenceOf(JsonElement element) =>
        element.TryGetProperty("confidence", out var sure) && sure.TryGetInt32(out var number) ? Math.Clamp(number, 0, 100) : null;

    private static long? UntilOf(JsonElement element) =>
        DateTimeOffset.TryParse(Text(element, "valid_until"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until.ToUnixTimeSeconds() : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
