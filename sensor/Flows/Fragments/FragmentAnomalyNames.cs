namespace NetSensor.Flows.Fragments;

/// <summary>Zeek's names of the oddities of fragments, for weird.log.</summary>
public static class FragmentAnomalyNames
{
    private static readonly string[] ByBit =
    [
        "fragment_overlap",
        "fragment_inconsistency",
        "fragment_size_inconsistency",
        "excessively_large_fragment",
        "excessively_small_fragment",
        "fragment_with_DF",
        "fragment_protocol_inconsistency",
    ];

    /// <summary>How many kinds there are; kind n is the flag 1 &lt;&lt; n.</summary>
    public static int Count => ByBit.Length;

    /// <summary>The name of kind <paramref name="bit"/>.</summary>
    public static string Name(int bit) => ByBit[bit];
}
