using System.Globalization;
using System.Text.Json;

namespace NetSensor.Agreement;

/// <summary>Pairs the rows of both sides and counts the fields that agree.</summary>
internal sealed class Comparer(LogComparison comparison, Tally tally)
{
    private const double MaxTimeApart = 1.0; // seconds; rows of one key are paired by time, and the nearest must still be near
    private const double Tolerance = 2.1e-6; // seconds; both sides print microseconds, each rounded its own way

    /// <summary>Compares the rows of one capture.</summary>
    public void Compare(string capture, IEnumerable<LogRow> zeek, IEnumerable<LogRow> ours)
    {
        var left = zeek.GroupBy(comparison.Key).ToDictionary(g => g.Key, g => g.OrderBy(row => row.Time).ToList());
        var right = ours.GroupBy(comparison.Key).ToDictionary(g => g.Key, g => g.OrderBy(row => row.Time).ToList());
        foreach (var key in left.Keys.Union(right.Keys).Order(StringComparer.Ordinal))
            PairUp(capture, key, left.GetValueOrDefault(key, []), right.GetValueOrDefault(key, []));
    }

    private void PairUp(string capture, string key, List<LogRow> zeek, List<LogRow> ours)
    {
        tally.ZeekRows += zeek.Count;
        tally.OurRows += ours.Count;
        foreach (var row in zeek)
        {
            var match = ours.Where(candidate => !row.HasTime || Math.Abs(candidate.Time - row.Time) <= MaxTimeApart || comparison.Log == "x509")
                .OrderBy(candidate => row.HasTime ? Math.Abs(candidate.Time - row.Time) : 0).ThenBy(candidate => Unequal(row, candidate)).FirstOrDefault();
            if (match is null)
            {
                tally.Differences.Add(new Difference(capture, comparison.Log, key, "(row)", Describe(row), "(none)"));
                continue;
            }
            ours.Remove(match);
            CompareRow(capture, key, row, match);
        }
        foreach (var row in ours) tally.Differences.Add(new Difference(capture, comparison.Log, key, "(row)", "(none)", Describe(row)));
    }

    private int Unequal(LogRow zeek, LogRow ours) =>
        zeek.Fields.Count(field => !comparison.Ignored.Contains(field.Key)
            && (!ours.Fields.TryGetValue(field.Key, out var other) || !Same(field.Key, field.Value, other)));

    private void CompareRow(string capture, string key, LogRow zeek, LogRow ours)
    {
        tally.Paired++;
        var whole = true;
        foreach (var name in zeek.Fields.Keys.Union(ours.Fields.Keys).Where(name => !comparison.Ignored.Contains(name)))
        {
            var inZeek = zeek.Fields.TryGetValue(name, out var theirs);
            var inOurs = ours.Fields.TryGetValue(name, out var mine);
            var field = tally.Field(name);
            if (inZeek && inOurs) field.Both++;
            else if (inZeek) field.OnlyZeek++;
            else field.OnlyOurs++;
            if (inZeek && inOurs && Same(name, theirs, mine))
            {
                field.Equal++;
                continue;
            }
            if (!inZeek && Added.Contains(name)) continue;
            whole = false;
            tally.Differences.Add(new Difference(capture, comparison.Log, key, name,
                inZeek ? theirs.GetRawText() : "(unset)", inOurs ? mine.GetRawText() : "(unset)"));
        }
        if (whole) tally.WholeRowEqual++;
    }

    /// <summary>Fields that we add to Zeek's; they have nothing to agree with.</summary>
    private static readonly HashSet<string> Added =
    [
        "vlan", "inner_vlan", "orig_l2_addr", "resp_l2_addr", "dst_name", "dst_name_source", "orig_cc", "resp_cc", "resp_asn",
        "direction_confidence", "hassh", "hasshServer", "ja3", "ja3s", "ja4", "ech", "community_id", "interim",
        "parameter_list", "vendor_class",
        "requested_protocols", "restricted_admin", "login_success", "login_confidence", "attachments",
        "status", "response", "target_name", "client_version", "server_version", "carrier", "user", "attributes",
    ];

    private static bool Same(string name, JsonElement a, JsonElement b)
    {
        if (a.ValueKind == JsonValueKind.Number && b.ValueKind == JsonValueKind.Number)
            return a.GetRawText() == b.GetRawText() || Math.Abs(a.GetDouble() - b.GetDouble()) <= Math.Max(Tolerance, Math.Abs(a.GetDouble()) * 1e-12);
        if (a.ValueKind == JsonValueKind.Array && b.ValueKind == JsonValueKind.Array && Sets.Contains(name)) return Texts(a).SetEquals(Texts(b));
        if (a.ValueKind == JsonValueKind.Array && b.ValueKind == JsonValueKind.Array)
            return a.GetArrayLength() == b.GetArrayLength() && a.EnumerateArray().Zip(b.EnumerateArray()).All(pair => Same(name, pair.First, pair.Second));
        if (a.ValueKind != b.ValueKind) return false;
        if (name == "service") return Services(a).SetEquals(Services(b)); // Zeek prints a set in an order that changes from run to run
        return a.ValueKind == JsonValueKind.String ? a.GetString() == b.GetString() : a.GetRawText() == b.GetRawText();
    }

    /// <summary>Sets of Zeek's, which it prints in an order of its own.</summary>
    private static readonly HashSet<string> Sets = ["rcptto", "to", "cc"];

    private static HashSet<string> Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetRawText())];

    private static HashSet<string> Services(JsonElement value) => [.. value.GetString()!.Split(',')];

    private static string Describe(LogRow row) =>
        row.Time.ToString("F6", CultureInfo.InvariantCulture) + " " + string.Join(' ', row.Fields
            .Where(field => !field.Key.StartsWith("id.", StringComparison.Ordinal) && field.Key is not ("uid" or "ts" or "proto" or "community_id"))
            .Select(field => $"{field.Key}={field.Value.GetRawText()}").Take(8));
}
