using System.Diagnostics;
using System.Globalization;

namespace NetSensor.Tests.Live;

/// <summary>A network namespace with a cable or two in it: what is sent into <see cref="Sender"/> comes out of <see cref="Mirror"/>. Gone when disposed.</summary>
internal sealed class VethLink : IDisposable
{
    public const string Sender = "sender0", Mirror = "mirror0", SecondSender = "sender1", SecondMirror = "mirror1";

    private static int _made;
    private readonly string _namespace = $"nstest{Environment.ProcessId}x{Interlocked.Increment(ref _made)}";

    public VethLink()
    {
        Check(Execute("ip", "netns", "add", _namespace));
        Inside("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1"); // no packets of the kernel's own
        Inside("ip", "link", "set", "lo", "up");
        Connect(Sender, Mirror);
    }

    /// <summary>Packets that the kernel says came out of the cable.</summary>
    public long Received =>
        long.Parse(Inside("cat", $"/sys/class/net/{Mirror}/statistics/rx_packets"), CultureInfo.InvariantCulture);

    /// <summary>Numbers of the processes inside.</summary>
    public string[] Processes => Check(Execute("ip", "netns", "pids", _namespace)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Sends a capture down the cable, as fast as asked.</summary>
    public void Replay(string capture, int packetsPerSecond) =>
        Inside("tcpreplay", "-q", "-i", Sender, $"--pps={packetsPerSecond}", capture);

    /// <summary>Lays the second cable: a tap has one for each direction.</summary>
    public void ConnectSecond() => Connect(SecondSender, SecondMirror);

    /// <summary>Runs a program inside, to its end, and gives its output.</summary>
    public string Inside(params string[] command) => Check(Execute("ip", ["netns", "exec", _namespace, .. command]));

    /// <summary>Starts a program inside.</summary>
    public Process Start(params string[] command) => Process.Start(new ProcessStartInfo("ip", ["netns", "exec", _namespace, .. command])
    {
        RedirectStandardOutput = true, RedirectStandardError = true,
    })!;

    public void Dispose() => Execute("ip", "netns", "del", _namespace);

    private void Connect(string sender, string mirror)
    {
        Inside("ip", "link", "add", sender, "type", "veth", "peer", "name", mirror);
        foreach (var link in (ReadOnlySpan<string>)[sender, mirror]) Inside("ip", "link", "set", link, "up");
    }

    private static (int Code, string Output, string Error) Execute(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static string Check((int Code, string Output, string Error) outcome) =>
        outcome.Code == 0 ? outcome.Output : throw new InvalidOperationException(outcome.Error);
}
