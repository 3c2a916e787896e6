using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Packaging;

/// <summary>What the program is made of, as SPDX 2.3: the packages that the build resolved (project.assets.json) with the licences in them, and what comes otherwise.</summary>
internal static class Sbom
{
    private const string Root = "SPDXRef-netsensor";

    /// <summary>The document in the repository.</summary>
    public static string File { get; } = Path.Combine(Checkout.Folder, "packaging", "sbom.spdx.json");

    /// <summary>Packages whose licence is a file, by what that file says.</summary>
    private static readonly Dictionary<string, string> Read = new()
    {
        ["SourceGear.sqlite3"] = "blessing", // SQLite itself: in the public domain, with its authors' blessing instead of a licence
    };

    /// <summary>What no package manager of ours resolves: its version is that of the build or of the system that it runs on.</summary>
    private static readonly (string Name, string Version, string Licence, string From, string Relation)[] Others =
    [
        ("dotnet-runtime", "10.0", "MIT", "https://github.com/dotnet/runtime", "CONTAINS"),
        ("oui-data", "NOASSERTION", "BSD-2-Clause", "https://www.npmjs.com/package/oui-data", "CONTAINS"),
        ("geo-whois-asn-country-mmdb", "NOASSERTION", "CC0-1.0", "https://www.npmjs.com/package/@ip-location-db/geo-whois-asn-country-mmdb", "CONTAINS"),
        ("libpcap", "NOASSERTION", "BSD-3-Clause", "https://www.tcpdump.org", "DYNAMIC_LINK"),
        ("libmaxminddb", "NOASSERTION", "Apache-2.0", "https://github.com/maxmind/libmaxminddb", "DYNAMIC_LINK"),
        ("openssl", "NOASSERTION", "Apache-2.0", "https://www.openssl.org", "DYNAMIC_LINK"),
    ];

    /// <summary>The document as it should be.</summary>
    public static string Make()
    {
        var packages = new JsonArray(Package("netsensor", "NOASSERTION", "Apache-2.0", "NOASSERTION"));
        var relations = new JsonArray(Relation("SPDXRef-DOCUMENT", "DESCRIBES", Root));
        foreach (var (name, version) in Resolved())
        {
            packages.Add(Package(name, version, LicenceOf(name, version), $"https://www.nuget.org/packages/{name}/{version}", $"pkg:nuget/{name}@{version}"));
            relations.Add(Relation(Root, "CONTAINS", Id(name)));
        }
        foreach (var other in Others)
        {
            packages.Add(Package(other.Name, other.Version, other.Licence, other.From));
            relations.Add(Relation(Root, other.Relation, Id(other.Name)));
        }
        return new JsonObject
        {
            ["spdxVersion"] = "SPDX-2.3",
            ["dataLicense"] = "CC0-1.0",
            ["SPDXID"] = "SPDXRef-DOCUMENT",
            ["name"] = "netsensor",
            ["documentNamespace"] = "https://netsensor.example/spdx/netsensor",
            ["creationInfo"] = new JsonObject { ["created"] = "2026-01-01T00:00:00Z", ["creators"] = new JsonArray("Tool: packaging/sbom.sh") },
            ["packages"] = packages,
            ["relationships"] = relations,
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    /// <summary>The packages that the program brings, by name.</summary>
    public static IReadOnlyList<(string Name, string Version)> Resolved()
    {
        using var assets = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(Checkout.Folder, "sensor", "Host", "obj", "project.assets.json")));
        return
        [
            .. assets.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package")
                .Select(library => library.Name.Split('/')).Select(parts => (parts[0], parts[1])).Where(package => !IsCompiler(package.Item1)).OrderBy(package => package.Item1, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>What makes machine code of the program where that is built; of it, the program holds the runtime alone, which stands among the others.</summary>
    private static bool IsCompiler(string package) => package.EndsWith("Microsoft.DotNet.ILCompiler", StringComparison.Ordinal) || package == "Microsoft.NET.ILLink.Tasks";

    /// <summary>The licence that a package states; an exception says that it states none that is known.</summary>
    private static string LicenceOf(string name, string version)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"), name.ToLowerInvariant(), version);
        var stated = XDocument.Load(Path.Combine(folder, name.ToLowerInvariant() + ".nuspec")).Descendants().FirstOrDefault(element => element.Name.LocalName == "license");
        if (stated?.Attribute("type")?.Value == "expression") return stated.Value;
        return Read.TryGetValue(name, out var known) ? known : throw new InvalidOperationException($"{name} {version} states no licence as an expression: read its {stated?.Value ?? "licence"}, and add what it is to Sbom.Read");
    }

    private static JsonObject Package(string name, string version, string licence, string from, string? purl = null)
    {
        var package = new JsonObject
        {
            ["SPDXID"] = Id(name), ["name"] = name, ["versionInfo"] = version, ["downloadLocation"] = from, ["filesAnalyzed"] = false,
            ["licenseConcluded"] = licence, ["licenseDeclared"] = licence, ["copyrightText"] = "NOASSERTION",
        };
        if (purl is not null) package["externalRefs"] = new JsonArray(new JsonObject { ["referenceCategory"] = "PACKAGE-MANAGER", ["referenceType"] = "purl", ["referenceLocator"] = purl });
        return package;
    }

    private static JsonObject Relation(string from, string kind, string to) => new() { ["spdxElementId"] = from, ["relationshipType"] = kind, ["relatedSpdxElement"] = to };

    private static string Id(string name) => $"SPDXRef-{name}";
}
