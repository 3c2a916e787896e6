using System.Diagnostics;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;
using Xunit.Abstractions;

namespace NetSensor.Tests.Packaging;

/// <summary>The Debian package installs, runs, upgrades, is removed and purged; the unit says what systemd understands.</summary>
[Collection("live")]
public sealed class DebianPackageTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string Packaging = Path.Combine(Checkout.Folder, "packaging");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RootFact("dpkg-deb", "unshare", "setpriv", "tcpreplay", "ip")]
    public void It_installs_runs_upgrades_and_goes_without_a_trace()
    {
        // of the program as it was built for the tests: publishing one with its own runtime takes minutes, and changes nothing of what is tested here
        var program = Path.Combine(Checkout.Folder, "sensor", "Host", "bin", "Release", "net10.0");
        var package = Run(Path.Combine(Packaging, "build-deb.sh"), "--quick", "--program", program, "--out", _folder.Root).Output.Trim().Split('\n')[^1];
        var (code, told) = Run(Path.Combine(Packaging, "test-deb.sh"), package);
        output.WriteLine(told);
        Assert.True(code == 0 && told.TrimEnd().EndsWith("passed", StringComparison.Ordinal), told);
    }

    [RootFact("systemd-analyze")]
    public void The_unit_is_understood_and_shuts_the_service_in()
    {
        // the program is not installed here; what it is called with is not what is looked at
        var unit = _folder.Write("netsensor.service", System.Text.Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Packaging, "netsensor.service")).Replace("/usr/bin/netsensor", "/bin/true", StringComparison.Ordinal)));
        var (code, told) = Run("systemd-analyze", "verify", "--man=no", unit);
        Assert.True(code == 0 && !told.Contains("netsensor.service:", StringComparison.Ordinal), told);
        (code, told) = Run("systemd-analyze", "security", "--offline=yes", "--threshold=25", unit);
        Assert.True(code == 0, told); // exposure above 2.5 fails
    }

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + error.Result);
    }
}
