using System.Text.Json;

namespace NetSensor.Tests.Packaging;

/// <summary>The list of what the program is made of is true, and nothing in it may not be given on.</summary>
public sealed class SbomTests
{
    /// <summary>Licences that ask for no more than their text; another one is a decision of people.</summary>
    private static readonly string[] Permissive = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "blessing", "MPL-2.0"];

    [Fact]
    public void It_is_up_to_date()
    {
        var made = Sbom.Make();
        if (Environment.GetEnvironmentVariable("NETSENSOR_ACCEPT") == "1") File.WriteAllText(Sbom.File, made);
        Assert.True(File.Exists(Sbom.File) && File.ReadAllText(Sbom.File) == made, "packaging/sbom.spdx.json is out of step with what the build resolves: packaging/sbom.sh writes it anew");
    }

    [Fact]
    public void It_knows_every_package_and_every_licence()
    {
        var packages = JsonDocument.Parse(File.ReadAllText(Sbom.File)).RootElement.GetProperty("packages").EnumerateArray().ToList();
        var resolved = Sbom.Resolved();
        Assert.Contains(resolved, package => package.Name == "YamlDotNet");
        Assert.Equal(resolved.Select(package => package.Name).Except(packages.Select(package => package.GetProperty("name").GetString()!)), []);
        Assert.All(packages, package => Assert.Contains(package.GetProperty("licenseConcluded").GetString()!.Split(" OR "), licence => Permissive.Contains(licence))); // where one may choose, one that is permissive
    }

    [Fact]
    public void Every_file_of_the_program_that_is_not_ours_or_the_runtimes_comes_from_a_package_in_it()
    {
        var names = Sbom.Resolved().Select(package => package.Name).ToList();
        using var deps = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Support.Checkout.Folder, "sensor", "Host", "bin", "Release", "net10.0", "netsensor.deps.json")));
        var libraries = deps.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package").Select(library => library.Name.Split('/')[0]);
        Assert.Empty(libraries.Except(names));
    }
}
