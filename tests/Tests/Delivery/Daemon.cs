using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NetSensor.Tests.Delivery;

/// <summary>A receiver that nobody here wrote, as a process of the test's own on a loopback port.</summary>
internal sealed class Daemon : IDisposable
{
    private readonly Process _process;

    public Daemon(string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => Errors += line.Data + "\n";
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it complained of.</summary>
    public string Errors { get; private set; } = "";

    public bool HasEnded => _process.HasExited;

    /// <summary>kill -9, with all of its children.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    /// <summary>Whether a program is there.</summary>
    public static bool IsInstalled(string program)
    {
        try
        {
            using var which = Process.Start(new ProcessStartInfo("which", program) { RedirectStandardOutput = true })!;
            which.WaitForExit();
            return which.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // not even 'which'
        }
    }

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until somebody listens there.</summary>
    public void WaitFor(int port) => Eventually.True(() =>
    {
        Assert.False(HasEnded, Errors);
        try
        {
            using var probe = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }, "nobody listens: " + Errors);
}
