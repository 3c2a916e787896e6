using System.Globalization;
using NetSensor.Events.Indicators;

namespace NetSensor.Enrichment.Indicators;

/// <summary>
/// Reads plain lists (a value a line) and CSV. A first line that names columns is a header: the value in "indicator", "value", "ioc" or a column named like a
/// kind ("ip", "domain", "url", "ja3", "ja4", "sha1", …), the kind in "type", a label in "label", "malware", "description" or "comment", a "confidence". Comments begin with '#' or ';'.
/// </summary>
public static class CsvIndicators
{
    private static readonly string[] Values = ["indicator", "value", "ioc", "ioc_value", "observable"];
    private static readonly string[] Kinds = ["type", "kind", "ioc_type", "indicator_type"];
    private static readonly string[] Labels = ["label", "malware", "malware_printable", "threat", "listingreason", "description", "comment", "name"];
    private static readonly string[] Confidences = ["confidence", "confidence_level", "score"];

    /// <summary>The kind that people mean by this word; null for one that shows nothing on a network, or that we do not know.</summary>
    public static IndicatorKind? KindNamed(string word) => word.Trim().ToLowerInvariant().Replace('-', '_') switch
    {
        "ip" or "address" or "ipv4" or "ipv6" or "ip_dst" or "ip_src" or "ipv4_addr" or "ipv6_addr" or "dst_ip" or "dstip" or "ip_address" => IndicatorKind.Address,
        "cidr" or "network" or "subnet" or "netblock" => IndicatorKind.Network,
        "domain" or "hostname" or "host" or "fqdn" or "domain_name" => IndicatorKind.Domain,
        "url" or "uri" => IndicatorKind.Url,
        "ja3" or "ja3_md5" or "ja3_fingerprint" or "ja3_fingerprint_md5" => IndicatorKind.Ja3,
        "ja4" => IndicatorKind.Ja4,
        "certificate" or "cert_sha1" or "cert_sha256" or "cert_md5" or "x509_fingerprint_sha1" or "x509_fingerprint_sha256" or "x509_fingerprint_md5" or "sha1_fingerprint" or "ssl_sha1" => IndicatorKind.Certificate,
        _ => null,
    };

    /// <summary>Reads a list.</summary>
    public static void Read(TextReader text, IndicatorList into)
    {
        Columns? columns = null;
        var (number, first) = (0, true);
        while (text.ReadLine() is { } line) // ends: with the text
        {
            number++;
            var entry = line.Trim();
            if (number == 1) entry = entry.TrimStart('\uFEFF');
            if (entry.Length == 0) continue;
            if (entry[0] is '#' or ';')
            {
                columns ??= Columns.Of(Split(entry.TrimStart('#', ';', ' '))); // some lists write their header as a comment
                continue;
            }
            var fields = Split(entry);
            if (first && columns is null && Columns.Of(fields) is { } header) columns = header;
            else Add(fields, columns, number, into);
            first = false;
        }
    }

    private static void Add(List<string> fields, Columns? columns, int line, IndicatorList into)
    {
        if (columns is null)
        {
            var notes = new IndicatorNotes(fields.Count > 1 && fields[1].Length > 0 ? fields[1] : null);
            into.AddAny(WithoutComment(fields[0]), line, notes);
            return;
        }
        if (columns.Value >= fields.Count)
        {
            into.Fault(line, $"no column {columns.Value + 1}, where the value should be");
            return;
        }
        var (value, kind) = (fields[columns.Value], columns.Fixed);
        var says = new IndicatorNotes(columns.Text(fields, columns.Label), int.TryParse(columns.Text(fields, columns.Confidence), NumberStyles.None, CultureInfo.InvariantCulture, out var sure) ? Math.Clamp(sure, 0, 100) : null);
        if (columns.Text(fields, columns.Kind) is { } word) kind = KindNamed(word) ?? kind;
        if (kind is null or IndicatorKind.Address) into.AddAny(value, line, says); // an address column may hold networks, or an address and a port
        else into.Add(kind.Value, value, line, says);
    }

    private static string WithoutComment(string value)
    {
        var end = value.AsSpan().IndexOfAny(" \t");
        return end < 0 ? value : value[..end];
    }

    /// <summary>Fields parted by commas (semicolons or tabs when there are no commas); quotes hold what has a comma inside, doubled ones are one (RFC 4180).</summary>
    private static List<string> Split(string line)
    {
        var separator = line.Contains(',') ? ',' : line.Contains('\t') ? '\t' : ';';
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            var letter = line[at];
            if (letter == '"' && quoted && at + 1 < line.Length && line[at + 1] == '"') field.Append(line[at++]);
            else if (letter == '"') quoted = !quoted;
            else if (letter == separator && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else field.Append(letter);
        }
        fields.Add(field.ToString().Trim());
        return fields;
    }

    /// <summary>Where a header says that things stand.</summary>
    private sealed record Columns(int Value, IndicatorKind? Fixed, int Kind, int Label, int Confidence)
    {
        public static Columns? Of(List<string> header)
        {
            var names = header.Select(name => name.Trim('"', ' ').ToLowerInvariant().Replace(' ', '_')).ToList();
            var value = names.FindIndex(name => Values.Contains(name));
            var named = value < 0 ? names.FindIndex(name => KindNamed(name) is not null) : -1;
            if (value < 0 && named < 0) return null;
            return new Columns(Math.Max(value, named), named < 0 ? null : KindNamed(names[named]), names.FindIndex(name => Kinds.Contains(name)), Find(names, Labels), Find(names, Confidences));
        }

        public string? Text(List<string> fields, int column) => column >= 0 && column < fields.Count && fields[column].Length > 0 ? fields[column] : null;

        private static int Find(List<string> names, string[] wanted) => wanted.Select(name => names.IndexOf(name)).FirstOrDefault(index => index >= 0, -1);
    }
}
