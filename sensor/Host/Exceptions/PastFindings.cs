using NetSensor.Export.Ocsf;

namespace NetSensor.Host.Exceptions;

/// <summary>Findings that earlier runs wrote: files of lines, gzip-compressed or not, and folders of them.</summary>
internal static class PastFindings
{
    /// <summary>Hands every finding of the files to the preview.</summary>
    /// <exception cref="UsageException">A path is nothing that can be read.</exception>
    public static void Read(IReadOnlyList<string> paths, ExceptionPreview preview)
    {
        foreach (var file in paths.SelectMany(Files))
        {
            try
            {
                using var lines = new StreamReader(InputFile.Open(file));
                while (lines.ReadLine() is { } line) // ends: with the file
                    if (line.Length > 0) preview.Add(PastFinding.Read(line));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new UsageException($"{file}: cannot be read ({fault.Message.TrimEnd('.')})");
            }
        }
    }

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new UsageException($"{path}: no such file or folder; give detections.jsonl files or folders of them");
        var found = Directory.EnumerateFiles(path, "detections*.jsonl*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new UsageException($"{path}: no detections.jsonl in this folder");
    }
}
