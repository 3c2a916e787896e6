using System.Globalization;

namespace NetSensor.Protocols.DceRpc;

/// <summary>The interfaces that have names: interfaces.tsv, read once.</summary>
public static class DceRpcInterfaces
{
    private static readonly Dictionary<Guid, DceRpcInterface> Known = Load();

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<DceRpcInterface> All => Known.Values;

    /// <summary>The interface with this identifier; one without names when it is not known.</summary>
    public static DceRpcInterface Find(Guid id) =>
        Known.TryGetValue(id, out var known) ? known : new DceRpcInterface(id, $"unknown-{id}", []);

    private static Dictionary<Guid, DceRpcInterface> Load()
    {
        using var stream = typeof(DceRpcInterfaces).Assembly.GetManifestResourceStream("dce-rpc-interfaces.tsv")!;
        using var reader = new StreamReader(stream);
        var known = new Dictionary<Guid, DceRpcInterface>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var columns = line.Split('\t');
            var id = Guid.Parse(columns[0]);
            known.Add(id, new DceRpcInterface(id, columns[1], columns.Length > 2 ? Operations(columns[2]) : []));
        }
        return known;
    }

    private static string?[] Operations(string text)
    {
        var operations = new List<string?>();
        foreach (var word in text.Split(' '))
        {
            if (word[0] == '@')
            {
                var next = int.Parse(word.AsSpan(1), CultureInfo.InvariantCulture);
                while (operations.Count < next) operations.Add(null);
                continue;
            }
            operations.Add(word switch
            {
                "-" => null,
                "!" => string.Create(CultureInfo.InvariantCulture, $"Opnum{operations.Count}NotUsedOnWire"),
                _ => word,
            });
        }
        return [.. operations];
    }
}
