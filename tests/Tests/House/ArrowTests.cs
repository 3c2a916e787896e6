using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NetSensor.Tests.House;

/// <summary>Project references point only down the list of rooms; `sensor/` observes, `analyzers/` judges, and neither looks back.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> MayImport = new()
    {
        ["Wire"] = [],
        ["Events"] = ["Wire"],
        ["Protocols"] = ["Wire", "Events"],
        ["Flows"] = ["Wire", "Events", "Protocols"],
        ["Capture"] = ["Wire"],
        ["Recording"] = ["Wire", "Events"],
        ["Pipeline"] = ["Wire", "Events", "Protocols", "Flows", "Capture", "Recording"],
        ["Enrichment"] = ["Wire", "Events"],
        ["Export"] = ["Wire", "Events"],
        ["Store"] = ["Wire", "Events"],
        ["Analyzers"] = ["Wire", "Events"],
        ["Host"] = ["Wire", "Events", "Protocols", "Flows", "Capture", "Recording", "Pipeline", "Enrichment", "Export", "Store", "Analyzers"],
    };

    [Fact]
    public void Every_project_imports_only_what_lies_below_it()
    {
        var projects = Rooms().ToList();
        Assert.NotEmpty(projects);
        foreach (var project in projects)
        {
            var room = Path.GetFileNameWithoutExtension(project);
            Assert.True(MayImport.TryGetValue(room, out var allowed), $"{room} is no room of the house: add it to the list with what it may import");
            foreach (var import in Imports(project)) Assert.True(allowed.Contains(import), $"{room} may not import {import}");
        }
    }

    [Fact]
    public void Unsafe_code_and_calls_of_system_libraries_are_allowed_in_capture_for_databases_of_addresses_and_for_hints_to_the_cache_only()
    {
        // libmaxminddb maps and searches the databases that everybody publishes; its calls stay in one folder, and the hints, which read and write nothing, in one file
        string[] allowed = [Path.Combine("sensor", "Capture"), Path.Combine("sensor", "Enrichment", "Geo"), Path.Combine("sensor", "Wire", "CacheLines.cs")];
        foreach (var project in Rooms())
            if (File.ReadAllText(project).Contains("AllowUnsafeBlocks", StringComparison.Ordinal))
                Assert.Contains(Path.GetFileNameWithoutExtension(project), (string[])["Capture", "Enrichment", "Wire"]);
        var unsafeFiles = ((string[])["sensor", "analyzers"]).SelectMany(room => Directory.EnumerateFiles(Path.Combine(Root(), room), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["obj", "bin"]).Any() && UnsafeCode().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Root(), file)).ToList();
        Assert.All(allowed, folder => Assert.Contains(unsafeFiles, file => file.StartsWith(folder, StringComparison.Ordinal))); // else the search sees nothing
        Assert.All(unsafeFiles, file => Assert.Contains(allowed, folder => file.StartsWith(folder, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"(?m)^(?!\s*//).*\bunsafe\b|\bUnsafe\.AsPointer\b|\[(LibraryImport|DllImport)\(|(?<!Memory)Marshal\.(Read|Write|PtrTo|Copy)")]
    private static partial Regex UnsafeCode();

    private static IEnumerable<string> Rooms() =>
        Directory.EnumerateFiles(Path.Combine(Root(), "sensor"), "*.csproj", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Root(), "analyzers"), "*.csproj", SearchOption.AllDirectories));

    private static IEnumerable<string> Imports(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NetSensor.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
