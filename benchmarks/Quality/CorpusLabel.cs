namespace NetSensor.Benchmarks.Quality;

/// <summary>What a capture of others holds, by its label or name.</summary>
/// <param name="Capture">Its path in the corpus.</param>
/// <param name="Area">lateral-movement, credentials, command-and-control, discovery; benign.</param>
/// <param name="Techniques">ATT&amp;CK ids of which a finding must name one; none for benign.</param>
/// <param name="Remark">Whence the label.</param>
/// <param name="Unseen">Why the packets do not carry what the label says; null for all that do. It counts as a miss all the same.</param>
internal sealed record CorpusLabel(string Capture, string Area, string[] Techniques, string Remark, string? Unseen)
{
    /// <summary>Whether nothing above low may be told.</summary>
    public bool IsBenign => Area == "benign";

    /// <summary>Reads the table beside the benchmark; a path that ends in a slash stands for every capture below.</summary>
    public static IEnumerable<CorpusLabel> Read(string table, string corpus)
    {
        foreach (var line in File.ReadLines(table).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var fields = line.Split('\t');
            var label = new CorpusLabel(fields[0], fields[1], fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries), fields.Length > 3 ? fields[3] : "", fields.Length > 4 ? fields[4] : null);
            var path = Path.Combine(corpus, label.Capture);
            if (!label.Capture.EndsWith('/')) yield return label;
            else if (Directory.Exists(path))
                foreach (var file in Directory.EnumerateFiles(path, "*.*cap*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                    yield return label with { Capture = Path.GetRelativePath(corpus, file) };
        }
    }
}
