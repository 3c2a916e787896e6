using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>Takes what a learner wants kept. Values are copied before the call returns.</summary>
public interface IMemory
{
    /// <summary>Whether nobody is asked again: what was put off for thrift is to be told now.</summary>
    bool IsLast => false;

    /// <summary>
    /// Whether there is room for more now. Where not, what changed and was not told yet stays with the learner, which is asked for it again: the one who writes has not caught up, and
    /// what waits for it must not fill the memory.
    /// </summary>
    bool HasRoom => true;

    /// <summary>Whether values need not be made at all, now or later in this run: what waits to be told is only to be let go.</summary>
    bool KeepsNothing => false;

    /// <summary>Keeps this value under this key, in the place of what was kept before.</summary>
    /// <param name="key">Unique within the learner.</param>
    /// <param name="value">Bytes in a layout of the learner's own (JSON in UTF-8 where nothing speaks for another).</param>
    /// <param name="lastUsed">When it last mattered, on the packet clock: what is oldest is forgotten first.</param>
    void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed);

    /// <summary>Forgets what was kept under this key, if anything was.</summary>
    void Forget(string key);
}
