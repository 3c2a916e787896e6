using NetSensor.Events;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>What a detector keeps over a restart, by its parts.</summary>
internal sealed class DetectorMemory(params IReadOnlyList<IRemembered> parts)
{
    /// <summary>Takes back an entry of any part.</summary>
    /// <exception cref="FormatException">It is of none.</exception>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        foreach (var part in parts)
            if (part.TryRecall(key, value)) return;
        throw new FormatException($"nothing is known by the name of '{key}'");
    }

    /// <summary>Tells what changed since the last call.</summary>
    public void Save(IMemory memory)
    {
        foreach (var part in parts) part.Save(memory);
    }
}
