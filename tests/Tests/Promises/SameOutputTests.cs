using System.IO.Compression;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Promises;

/// <summary>Same packets, same output: to the byte, for any number of workers, today and tomorrow.</summary>
[Collection(HeavyCollection.Name)]
public sealed class SameOutputTests
{
    private const int FilesOfAFolder = 12;

    public static TheoryData<string> Own => [.. Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "pcaps"), "*.pcap").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Own))]
    public void Our_captures_read_the_same_with_1_2_and_4_workers(string capture) =>
        Assert.Null(DifferenceByWorkers(Path.Combine(Checkout.Folder, "pcaps", capture)));

    [Theory]
    [MemberData(nameof(Own))]
    public void Our_captures_read_the_same_twice(string capture)
    {
        var path = Path.Combine(Checkout.Folder, "pcaps", capture);
        Assert.Null(Replayed.With(1, path).DifferenceFrom(Replayed.With(1, path)));
    }

    [Theory]
    [MemberData(nameof(Own))]
    public void Our_captures_read_the_same_when_compressed(string capture)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(Checkout.Folder, "pcaps", capture);
        var packed = Path.Combine(folder.Root, capture + ".gz");
        using (var file = new GZipStream(File.Create(packed), CompressionLevel.Fastest)) file.Write(File.ReadAllBytes(path));
        var plain = Replayed.With(1, path);
        Assert.Null(plain.DifferenceFrom(Replayed.With(1, packed)));
        Assert.Null(plain.DifferenceFrom(Replayed.With(3, packed)));
    }

    [CorpusFact]
    public void Public_captures_read_the_same_with_1_2_and_4_workers()
    {
        Assert.NotEmpty(CorpusCaptures.All);
        AssertAllSame([.. CorpusCaptures.All.Select(path => new[] { path })]);
    }

    [CorpusFact]
    public void Public_captures_read_together_read_the_same_with_1_2_and_4_workers()
    {
        var folders = CorpusCaptures.All.GroupBy(path => Path.GetDirectoryName(path)!).Where(folder => folder.Count() > 1);
        AssertAllSame([.. folders.Select(folder => Spread([.. folder], FilesOfAFolder).ToArray())]);
    }

    private static void AssertAllSame(IReadOnlyCollection<string[]> runs)
    {
        Assert.NotEmpty(runs);
        Watched.ForEach(runs, captures => captures.Length > 1 ? $"{captures[0]} and {captures.Length - 1} others" : captures[0], DifferenceByWorkers);
    }

    private static string? DifferenceByWorkers(params string[] captures)
    {
        var alone = Replayed.With(1, captures);
        return alone.DifferenceFrom(Replayed.With(2, captures)) ?? alone.DifferenceFrom(Replayed.With(4, captures));
    }

    /// <summary>So many of them, from everywhere in the list.</summary>
    private static IEnumerable<string> Spread(IReadOnlyList<string> all, int count) =>
        count >= all.Count ? all : Enumerable.Range(0, count).Select(index => all[(int)((long)index * all.Count / count)]);
}
