namespace NetSensor.Events;

/// <summary>How learners that list what changed tell of it as long as a memory has room: what was told is taken out, the rest waits.</summary>
public static class ChangedEntries
{
    /// <summary>Tells of the first ones.</summary>
    public static void TellTo<TEntry>(this List<TEntry> changed, IMemory memory, Action<TEntry> tell)
    {
        var told = 0;
        while (told < changed.Count && memory.HasRoom) tell(changed[told++]); // ends: with the list
        changed.RemoveRange(0, told);
    }

    /// <summary>Tells of some.</summary>
    public static void TellTo<TEntry>(this HashSet<TEntry> changed, IMemory memory, Action<TEntry> tell)
    {
        foreach (var entry in changed)
        {
            if (!memory.HasRoom) return;
            tell(entry);
            changed.Remove(entry); // which a walk over a set allows
        }
    }
}
