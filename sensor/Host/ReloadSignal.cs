using System.Runtime.InteropServices;
using NetSensor.Host.Config;

namespace NetSensor.Host;

/// <summary>SIGHUP: what a person changed in the configuration is applied without a packet lost. A file with faults changes nothing, and each is told.</summary>
internal sealed class ReloadSignal : IDisposable
{
    private readonly PosixSignalRegistration _signal;

    /// <summary>Applies at every signal from here on; on a thread of the signal's own.</summary>
    public ReloadSignal(Action apply) => _signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
    {
        signal.Cancel = true; // which would end the program
        Say(Apply(apply));
    });

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();

    private static IEnumerable<string> Apply(Action apply)
    {
        try
        {
            apply();
            return ["exceptions read anew"];
        }
        catch (ConfigException wrong)
        {
            return [.. wrong.Faults.Select(fault => $"{fault}"), "nothing was changed"];
        }
        catch (UsageException wrong)
        {
            return [wrong.Message, "nothing was changed"];
        }
    }

    private static void Say(IEnumerable<string> lines)
    {
        foreach (var line in lines) Console.Error.WriteLine("netsensor: " + Terminal.OneLine(line));
    }
}
