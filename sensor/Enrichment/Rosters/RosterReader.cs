using System.Text.Json;

namespace NetSensor.Enrichment.Rosters;

/// <summary>
/// Reads rosters of managed machines: CSV with a line of column names, or JSON with a list of objects, alone or in any property of an object. Columns are
/// known by many names. A row with a fault is left out, and the fault told with its place.
/// </summary>
public static class RosterReader
{
    private const int MaxEntries = 1_000_000; // the largest companies have fewer: a wrong file must not fill the memory
    private const int MaxFaults = 100_000;    // told are a few: a wrong list must not fill the memory with what is wrong in it either
    private const string Wanted = "a hardware address (mac), name (hostname), serial or id (serial, device id), or address (ip)";

    /// <summary>Reads a file's content.</summary>
    /// <exception cref="EnrichmentException">It is no roster at all; the message names <paramref name="source"/>, the fault and the mend.</exception>
    public static Roster Read(string source, string text)
    {
        text = text.TrimStart('\uFEFF').TrimStart(); // many export with a byte order mark
        var (entries, faults) = (new List<RosterEntry>(), new List<string>());
        if (text.StartsWith('[') || text.StartsWith('{')) ReadJson(source, text, entries, faults);
        else ReadCsv(source, text, entries, faults);
        return new Roster(entries, faults);
    }

    private static void ReadCsv(string source, string text, List<RosterEntry> entries, List<string> faults)
    {
        RosterColumn?[]? columns = null;
        foreach (var (line, fields) in CsvRows.Read(text, CsvRows.SeparatorOf(text)))
        {
            if (columns is null)
            {
                columns = [.. fields.Select(RosterColumns.Of)];
                if (!columns.Any(IsKey)) throw new EnrichmentException($"{source}:{line}: no column tells machines apart; name one that holds {Wanted}");
                continue;
            }
            var row = new RosterRow();
            var fault = fields.Zip(columns, (field, column) => column is { } known ? row.Add(known, field) : null).FirstOrDefault(found => found is not null);
            Take(row, fault, $"{source}:{line}", (entries, faults));
        }
        if (columns is null) throw new EnrichmentException($"{source}: is empty; the first line names the columns");
    }

    private static void ReadJson(string source, string text, List<RosterEntry> entries, List<string> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (ListIn(document.RootElement) is not { } list) throw new EnrichmentException($"{source}: has no list of objects; each machine is one, with {Wanted}");
            var place = 0;
            foreach (var machine in list.EnumerateArray())
            {
                place++;
                var row = new RosterRow();
                Take(row, AddAll(row, machine), $"{source}: machine {place}", (entries, faults));
            }
        }
        catch (InvalidOperationException)
        {
            throw new EnrichmentException($"{source}: holds a text that is no Unicode");
        }
        catch (JsonException fault)
        {
            throw new EnrichmentException($"{source}:{fault.LineNumber + 1}: is no JSON ({fault.Message.Split('.')[0]})");
        }
    }

    private static JsonElement? ListIn(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return root;
        foreach (var property in root.EnumerateObject())
            if (property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() > 0 && property.Value[0].ValueKind == JsonValueKind.Object) return property.Value;
        return null;
    }

    /// <summary>All fields of a machine, those of objects and lists within it too; what is wrong with one, or null.</summary>
    private static string? AddAll(RosterRow row, JsonElement machine)
    {
        if (machine.ValueKind != JsonValueKind.Object) return "is no object";
        try
        {
            return AddFields(row, machine);
        }
        catch (InvalidOperationException)
        {
            return "holds a text that is no Unicode"; // half a surrogate pair: JSON may write it, no text can hold it
        }
    }

    private static string? AddFields(RosterRow row, JsonElement machine)
    {
        string? fault = null;
        foreach (var property in machine.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object) fault ??= AddAll(row, property.Value);
            else if (RosterColumns.Of(property.Name) is { } column) fault ??= AddValue(row, column, property.Value);
            else if (property.Value.ValueKind == JsonValueKind.Array)
                foreach (var part in property.Value.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.Object)) fault ??= AddAll(row, part); // network adapters
        }
        return fault;
    }

    private static string? AddValue(RosterRow row, RosterColumn column, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => row.Add(column, value.GetString()!),
        JsonValueKind.Number => row.Add(column, value.GetRawText()),
        JsonValueKind.Array => value.EnumerateArray().Select(part => AddValue(row, column, part)).FirstOrDefault(fault => fault is not null),
        _ => null,
    };

    private static void Take(RosterRow row, string? fault, string place, (List<RosterEntry> Entries, List<string> Faults) into)
    {
        var entry = fault is null ? row.ToEntry() : null;
        if (entry is null && into.Faults.Count < MaxFaults) into.Faults.Add(fault is null ? $"{place}: nothing tells the machine apart; it needs {Wanted}" : $"{place}: {fault}");
        else if (entry is null) return;
        else if (into.Entries.Count < MaxEntries) into.Entries.Add(entry);
        else if (into.Entries.Count == MaxEntries) throw new EnrichmentException($"{place}: more than {MaxEntries} machines; name a list of your own");
    }

    private static bool IsKey(RosterColumn? column) => column is RosterColumn.Mac or RosterColumn.Name or RosterColumn.Address or RosterColumn.Identifier;
}
