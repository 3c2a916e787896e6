namespace NetSensor.Analyzers.Common;

/// <summary>The tables of facts that lie beside the detectors: columns parted by tabs, comments behind '#', embedded into the program.</summary>
public static class DataFile
{
    /// <summary>The rows of a table, each as its columns.</summary>
    /// <exception cref="InvalidOperationException">It is not embedded, or a row has too few columns: a fault of the build.</exception>
    public static IEnumerable<string[]> Rows(string name, int columns)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) // ends: with the file
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var row = line.Split('\t');
            if (row.Length < columns) throw new InvalidOperationException($"{name}: '{line}' has fewer than {columns} columns");
            yield return row;
        }
    }
}
