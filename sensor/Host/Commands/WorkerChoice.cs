namespace NetSensor.Host.Commands;

/// <summary>How many workers fit a replay when nobody says.</summary>
internal static class WorkerChoice
{
    private const long SmallCaptureBytes = 16 * 1024 * 1024; // read in about 0.1 s by one core: threads would not pay

    private const int MostWorkers = 8; // every shard walks the whole capture: beyond this the walk itself dominates

    /// <summary>One for small captures and for streams of unknown length, else one per core.</summary>
    public static int For(IEnumerable<string> paths) =>
        paths.Sum(Size) < SmallCaptureBytes ? 1 : Math.Clamp(Environment.ProcessorCount, 1, MostWorkers);

    private static long Size(string path)
    {
        try
        {
            if (Directory.Exists(path)) return new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            return File.Exists(path) ? new FileInfo(path).Length : 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return 0; // opening it will say what is wrong
        }
    }
}
