using NetSensor.Capture.Files;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Promises;

/// <summary>The public captures: every file that can be opened as one.</summary>
internal static class CorpusCaptures
{
    private static readonly Lazy<IReadOnlyList<string>> Found = new(Find);

    /// <summary>Their paths, in the order of their names; empty where there are none.</summary>
    public static IReadOnlyList<string> All => Found.Value;

    private static IReadOnlyList<string> Find()
    {
        if (Corpus.Folder is not { } folder) return [];
        using var set = CaptureFileSet.Open([folder]);
        return [.. set.Files.Select(file => file.Path).Order(StringComparer.Ordinal)];
    }
}
