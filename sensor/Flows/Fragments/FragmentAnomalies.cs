namespace NetSensor.Flows.Fragments;

/// <summary>What is odd about a fragment. <see cref="FragmentAnomalyNames"/> has Zeek's names.</summary>
[Flags]
public enum FragmentAnomalies : byte
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>It repeats bytes that had come, the same ones.</summary>
    Overlap = 1,
    /// <summary>It repeats bytes that had come, other ones; the first are kept.</summary>
    Inconsistency = 2,
    /// <summary>It disagrees with others about where the datagram ends.</summary>
    SizeInconsistency = 4,
    /// <summary>The datagram would be longer than any reasonable sender's.</summary>
    TooLarge = 8,
    /// <summary>It is not the last one and still tiny, which evades filters more than it transports.</summary>
    TooSmall = 16,
    /// <summary>It is marked "do not fragment".</summary>
    WithDontFragment = 32,
    /// <summary>It contradicts itself: not the last one and no multiple of eight bytes, or beyond what IP can carry. It is dropped.</summary>
    Malformed = 64,
}
