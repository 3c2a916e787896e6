namespace NetSensor.Protocols.DceRpc;

/// <summary>The operations whose parameters are read: parameters.tsv, read once.</summary>
public static class OperationCatalog
{
    private static readonly Dictionary<(string Interface, string Operation), OperationParameters> Known = Load();

    /// <summary>The operations with parameters, by interface and name.</summary>
    public static IReadOnlyDictionary<(string Interface, string Operation), OperationParameters> All => Known;

    /// <summary>Parameters of an operation; null when they are not read.</summary>
    public static OperationParameters? Find(string known, string operation) => Known.GetValueOrDefault((known, operation));

    private static Dictionary<(string, string), OperationParameters> Load()
    {
        using var stream = typeof(OperationCatalog).Assembly.GetManifestResourceStream("dce-rpc-parameters.tsv")!;
        using var reader = new StreamReader(stream);
        var known = new Dictionary<(string, string), OperationParameters>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var columns = line.Split('\t');
            var parameters = Read(columns[2]);
            foreach (var operation in columns[1].Split(' ')) known.Add((columns[0], operation), parameters);
        }
        return known;
    }

    private static OperationParameters Read(string text)
    {
        var fields = new List<NdrField>();
        string[] names = [];
        var isLast = false;
        foreach (var word in text.Split(' '))
        {
            if (word[0] is '>' or '<')
            {
                names = word[1..].Split('+');
                isLast = word[0] == '<';
                continue;
            }
            var kind = (NdrFieldKind)word[0];
            if (!Enum.IsDefined(kind)) throw new InvalidDataException($"dce-rpc-parameters.tsv: no such letter: {word}");
            fields.Add(new NdrField(kind, word.Length > 2 ? word[2..] : null));
        }
        return new OperationParameters { Fields = fields, NamesHandleBy = names, HandleIsLast = isLast };
    }
}
