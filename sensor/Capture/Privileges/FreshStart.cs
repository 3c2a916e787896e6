using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using NetSensor.Capture.Live;
using static NetSensor.Capture.Privileges.NativePrivileges;

namespace NetSensor.Capture.Privileges;

/// <summary>
/// Capabilities are a thread's own, and the runtime has threads before the first line of ours runs (collector, compiler, signals): whatever we give up, they
/// keep. So the program opens its packet sockets, gives up everything, and executes itself anew in the same process: the sockets stay open, and every
/// thread of the new runtime begins with nothing. Rings are made afterwards, as memory does not outlive an execution; they need no right.
/// </summary>
public static class FreshStart
{
    /// <summary>
    /// Does not return where that is possible: not as root (who changes ids, which reaches all threads), with the right to open sockets, and where every
    /// interface has a ring (libpcap opens sockets of its own). Returns otherwise, with nothing given up.
    /// </summary>
    public static void WithoutCapabilities(IReadOnlyList<string> interfaces, LiveOptions options)
    {
        if (EffectiveUser() == 0 || Environment.GetEnvironmentVariable(HandedSockets.Variable) is not null) return;
        if (!interfaces.All(name => HasRing(name, options)) || Open(interfaces.Count * options.Shards) is not { } sockets) return;
        Privileges.DropCapabilities();
        Execute(string.Create(CultureInfo.InvariantCulture, $"{HandedSockets.Variable}={string.Join(',', sockets)}"));
        foreach (var socket in sockets) HandedSockets.Leave(socket); // this system executes nothing: we go on without the right, and only the runtime's own threads keep it
    }

    /// <summary>Tried out, not guessed; closed again, as its memory would be lost.</summary>
    private static bool HasRing(string name, LiveOptions options)
    {
        if (name == LiveCapture.AnyDevice) return false;
        try
        {
            if (RingSource.Open(name, options) is not { } rings) return false;
            foreach (var ring in rings) ring.Dispose();
            return true;
        }
        catch (Exception fault) when (fault is CaptureException or RingRefusedException)
        {
            return false; // whoever opens it next tells why
        }
    }

    private static List<int>? Open(int count)
    {
        var sockets = new List<int>();
        for (var number = 0; number < count; number++)
        {
            var socket = NativeSocket.Socket(NativeSocket.PacketFamily, NativeSocket.RawSocket, 0); // not closed by the execution; receives nothing until it is bound
            if (socket >= 0) sockets.Add(socket);
            else break;
        }
        if (sockets.Count == count) return sockets;
        foreach (var socket in sockets) NativeSocket.Close(socket);
        return null;
    }

    /// <summary>The same program with the same arguments and one variable more; returns only when it fails.</summary>
    private static unsafe void Execute(string variable)
    {
        if (Environment.ProcessPath is not { } program) return;
        var arguments = File.ReadAllText("/proc/self/cmdline").Split('\0')[..^1]; // each ends with a zero
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(pair => $"{pair.Key}={pair.Value}").Append(variable).ToArray();
        var (argumentTexts, variableTexts) = (Texts(arguments), Texts(variables));
        fixed (nint* argv = argumentTexts, envp = variableTexts) ExecuteProgram(program, argv, envp);
        foreach (var text in argumentTexts.Concat(variableTexts)) Marshal.FreeCoTaskMem(text);
    }

    /// <summary>Texts that end with a zero, in a list that ends with none.</summary>
    private static nint[] Texts(string[] texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];
}
