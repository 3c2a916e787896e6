using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// Where nobody keeps anything: learners that are asked to save into it let go of what waited to be told, so that without a state file, too, what made room is gone.
/// </summary>
public sealed class NoMemory : IMemory
{
    private NoMemory()
    {
    }

    /// <summary>The one there is.</summary>
    public static NoMemory Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsLast => true;

    /// <inheritdoc/>
    public bool KeepsNothing => true;

    /// <inheritdoc/>
    public void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed)
    {
    }

    /// <inheritdoc/>
    public void Forget(string key)
    {
    }
}
