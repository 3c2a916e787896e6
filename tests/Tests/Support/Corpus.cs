namespace NetSensor.Tests.Support;

/// <summary>Where the public captures lie that some tests compare with; those tests say so and pass when they are absent.</summary>
public static class Corpus
{
    /// <summary>Folder of the captures, from NETSENSOR_CORPUS, or a folder "corpus" beside the checkout or in a folder there; null when absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The capture's full path; null when the corpus or the capture is absent.</summary>
    public static string? Path(string capture) =>
        Folder is { } folder && File.Exists(System.IO.Path.Combine(folder, capture)) ? System.IO.Path.Combine(folder, capture) : null;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NETSENSOR_CORPUS") is { Length: > 0 } given) return Directory.Exists(given) ? given : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "NetSensor.sln"))) continue;
            return folder.Parent is { } around ? Around(around) : null;
        }
        return null;
    }

    private static string? Around(DirectoryInfo folder) => folder.EnumerateDirectories().Select(beside => beside.FullName).Order(StringComparer.Ordinal).Prepend(folder.FullName)
        .Select(each => System.IO.Path.Combine(each, "corpus")).FirstOrDefault(corpus => File.Exists(System.IO.Path.Combine(corpus, "catalog.csv"))); // others have folders of that name as well
}
