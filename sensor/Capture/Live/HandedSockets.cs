using System.Collections.Concurrent;
using System.Globalization;
using static NetSensor.Capture.Live.NativeSocket;

namespace NetSensor.Capture.Live;

/// <summary>
/// Packet sockets that were opened before the right to open any was given up (<see cref="Privileges.FreshStart"/>): open, bound to nothing, named by their
/// numbers in an environment variable. Whoever needs a socket takes one of them.
/// </summary>
internal static class HandedSockets
{
    /// <summary>The variable: numbers with commas.</summary>
    public const string Variable = "NETSENSOR_PACKET_SOCKETS";

    private static readonly ConcurrentQueue<int> Waiting = new();

    static HandedSockets()
    {
        foreach (var text in (Environment.GetEnvironmentVariable(Variable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor)) Waiting.Enqueue(descriptor);
    }

    /// <summary>One that nobody took yet; not handed on to programs that are started from here on.</summary>
    public static bool TryTake(out int descriptor)
    {
        while (Waiting.TryDequeue(out descriptor)) // ends: each turn takes one
            if (SetDescriptor(descriptor, SetDescriptorFlags, CloseOnExecFlag) == 0) return true; // else it is none: whoever set the variable knew no better
        return false;
    }

    /// <summary>Leaves one for whoever needs a socket in this process.</summary>
    public static void Leave(int descriptor) => Waiting.Enqueue(descriptor);
}
