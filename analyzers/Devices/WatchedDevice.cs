using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>What the detector remembers of a device.</summary>
internal sealed class WatchedDevice(string id) : IKept
{
    /// <summary>Id of the device.</summary>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public Timestamp Last { get; set; }

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <summary>What changed lately, and from what to what; the first value of the story and the last.</summary>
    public Dictionary<DeviceChange, (string From, string To)> Changes { get; } = [];

    /// <summary>When the first of these changed.</summary>
    public Timestamp ChangedFrom { get; set; }

    /// <summary>Whether a changed identity is to be told.</summary>
    public Telling Identity;

    /// <summary>Whether it is to be told that it calls itself as a server does.</summary>
    public Telling NameTaken;

    /// <summary>Whether it was told that nobody manages it, or that its agent is silent.</summary>
    public bool IsManagementTold { get; set; }

    /// <summary>As it is kept over a restart.</summary>
    public KeptWatch Keep() => new(ChangedFrom, Last, IsManagementTold, Changes.ToDictionary(change => change.Key, change => (IReadOnlyList<string>)[change.Value.From, change.Value.To])) { Told = KeptTelling.Of(Identity), NameTaken = KeptTelling.Of(NameTaken) };

    /// <summary>The device's watch again.</summary>
    public static WatchedDevice Again(string id, KeptWatch kept)
    {
        var watched = new WatchedDevice(id) { ChangedFrom = kept.ChangedFrom, Last = kept.Last, IsManagementTold = kept.IsManagementTold, Identity = KeptTelling.Again(kept.Told), NameTaken = KeptTelling.Again(kept.NameTaken) };
        foreach (var (change, values) in kept.Changes)
            if (values is [var from, var to]) watched.Changes[change] = (from, to);
        return watched;
    }

    /// <summary>Takes a change; changes long ago are another story.</summary>
    public void Note(DeviceEvent told, TimeSpan window)
    {
        Last = Timestamp.Max(Last, told.Time);
        if (Changes.Count > 0 && told.Time - ChangedFrom > window) Changes.Clear();
        if (Changes.Count == 0) ChangedFrom = told.Time;
        var from = Changes.TryGetValue(told.Change, out var earlier) ? earlier.From : told.From!;
        if (from == told.To) Changes.Remove(told.Change); // back to what it was
        else Changes[told.Change] = (from, told.To!);
    }
}
