using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>A public capture whose label says what an attacker did, and what the sensor tells of it.</summary>
internal sealed class LabelledCapture : IEventSink
{
    private readonly List<SensorEvent> _events = [];

    /// <summary>Replays the one capture below this folder of the corpus whose path ends so.</summary>
    public LabelledCapture(string folder, string name)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Corpus.Folder!, folder), "*", SearchOption.AllDirectories).Where(file => file.EndsWith(name, StringComparison.Ordinal));
        Replay.Run([Assert.Single(files)], new ReplayOptions(), this);
    }

    /// <summary>Everything that was told.</summary>
    public IReadOnlyList<SensorEvent> Events => _events;

    void IEventSink.Emit(SensorEvent happened) => _events.Add(happened);

    /// <summary>The share was connected to, by this account when one is named.</summary>
    public void HasShare(string path, string? user = null) =>
        Assert.Contains(_events.OfType<SmbTreeEvent>(), tree => tree.Status == 0 && tree.Path == path && (user is null || tree.User == user));

    /// <summary>The pipe was opened.</summary>
    public void HasPipe(string name) =>
        Assert.Contains(_events.OfType<SmbFileEvent>(), file => file is { IsPipe: true, Operation: SmbOperation.Open, Status: 0 } && file.Name == name);

    /// <summary>This was done to the file, and so many bytes were moved when it was closed.</summary>
    public void HasFile(SmbOperation operation, string name, long written = 0, long read = 0) =>
        Assert.Contains(_events.OfType<SmbFileEvent>(), file => !file.IsPipe && file.Operation == operation && file.Name == name
            && (operation != SmbOperation.Close || (file.BytesWritten == written && file.BytesRead == read)));
}
