using System.Text.RegularExpressions;
using NetSensor.Analyzers;
using NetSensor.Analyzers.Attack;
using NetSensor.Host.Config;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.House;

/// <summary>What a reader may rely on in every file, and what is easily forgotten.</summary>
public sealed partial class StyleTests
{
    private const int MostLines = 400; // ~300 is the aim; beyond this there are two ideas in one file

    private static readonly string[] Rooms = ["sensor", "analyzers", "tests", "pcaps", "benchmarks"];

    /// <summary>Tables: many lines, one idea.</summary>
    private static readonly HashSet<string> Tables = ["CipherSuites.cs", "OidNames.cs", "MimeTypes.cs", "FuzzTargets.cs"];

    [GeneratedRegex(@"catch\b[^{};]*\{\s*\}")]
    private static partial Regex WordlessCatch();

    [GeneratedRegex(@"NotImplementedException|\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex("\"(T[0-9]{4}(\\.[0-9]{3})?)\"")]
    private static partial Regex TechniqueId();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    private static IEnumerable<string> Sources => Rooms.Select(room => Path.Combine(Checkout.Folder, room)).Where(Directory.Exists)
        .SelectMany(room => Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["obj", "bin"]).Any() && Path.GetFileName(file) != "StyleTests.cs"); // it says what it looks for

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold()
    {
        var tooLong = Sources.Where(file => !Tables.Contains(Path.GetFileName(file)) && File.ReadLines(file).Count() > MostLines);
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_caught_without_a_word() => Assert.DoesNotContain(Sources, file => WordlessCatch().IsMatch(File.ReadAllText(file)));

    [Fact]
    public void Nothing_is_left_unfinished() =>
        Assert.DoesNotContain(Sources, file => Unfinished().IsMatch(File.ReadAllText(file)));

    [Fact]
    public void Every_detector_explains_itself()
    {
        Assert.NotEmpty(DetectorCatalog.CreateAll());
        foreach (var detector in DetectorCatalog.CreateAll())
        {
            var source = Assert.Single(Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "analyzers"), detector.GetType().Name + ".cs", SearchOption.AllDirectories));
            var explained = Path.Combine(Path.GetDirectoryName(source)!, "README.md");
            Assert.True(File.Exists(explained), $"{detector.Info.Name} has no README.md beside it");
            Assert.Matches(new Regex("T[0-9]{4}"), File.ReadAllText(explained));
        }
    }

    [Fact]
    public void Every_option_that_a_README_tells_can_be_set()
    {
        foreach (var entry in DetectorCatalog.All)
        {
            var source = Assert.Single(Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "analyzers"), entry.Defaults.GetType().Name + ".cs", SearchOption.AllDirectories));
            var options = entry.Defaults.GetType().GetProperties().Select(option => SnakeCase.Of(option.Name)).ToHashSet();
            Assert.All(OptionsToldIn(Path.Combine(Path.GetDirectoryName(source)!, "README.md")), option => Assert.Contains(option, options));
        }
    }

    [Fact]
    public void Every_technique_that_is_named_exists()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "analyzers"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => TechniqueId().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().ToArray();
        Assert.NotEmpty(named);
        foreach (var technique in named) Assert.Equal(technique, Assert.Single(AttackCatalog.Find(technique)).Id);
    }

    [Fact]
    public void Every_capture_can_be_made_again()
    {
        var folder = Path.Combine(Checkout.Folder, "pcaps");
        var makers = Directory.EnumerateFiles(folder, "*.sh").Concat(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText).ToList();
        foreach (var capture in Captures(folder))
        {
            var name = Path.GetFileName(capture);
            var stem = Path.GetFileNameWithoutExtension(name);
            Assert.True(makers.Any(maker => maker.Contains(name, StringComparison.Ordinal) || maker.Contains($"[\"{stem}\"", StringComparison.Ordinal)),
                $"pcaps/{name}: no script and no scenario of the generator names it, so nobody knows whose packets these are");
        }
    }

    [Fact]
    public void There_are_no_captures_elsewhere()
    {
        var elsewhere = Captures(Checkout.Folder).Where(file => !file.StartsWith(Path.Combine(Checkout.Folder, "pcaps"), StringComparison.Ordinal)
            && !file.Split(Path.DirectorySeparatorChar).Intersect(["obj", "bin", ".git"]).Any());
        Assert.Empty(elsewhere);
    }

    /// <summary>Names of the settings in a README's paragraph "Options", or in the first column of its table of them.</summary>
    private static IEnumerable<string> OptionsToldIn(string readme) => File.ReadAllText(readme).Split("\n\n")
        .Where(part => part.StartsWith("**Options.**", StringComparison.Ordinal) || part.StartsWith("| option |", StringComparison.Ordinal))
        .SelectMany(part => part.StartsWith('|') ? part.Split('\n').Skip(2).Where(row => row.StartsWith('|')).Select(row => row.Split('|')[1]) : [part])
        .SelectMany(text => Quoted().Matches(text).Select(match => match.Groups[1].Value)).Where(name => !name.Contains(' ', StringComparison.Ordinal));

    private static IEnumerable<string> Captures(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".pcap" or ".pcapng" or ".cap" || file.EndsWith(".pcap.gz", StringComparison.Ordinal));
}
