using System.Runtime.InteropServices;

namespace NetSensor.Host.Reload;

/// <summary>SIGHUP: what a person changed in the configuration is applied, and what came of it is told on stderr.</summary>
internal sealed class ReloadSignal : IDisposable
{
    private readonly PosixSignalRegistration _signal;

    /// <summary>Applies at every signal from here on; on a thread of the signal's own.</summary>
    public ReloadSignal(Reloader reloader) => _signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
    {
        signal.Cancel = true; // which would end the program
        Terminal.Say(reloader.Reload().Lines);
    });

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();
}
