using System.Numerics;
using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>
/// How many hosts go to a target, and since when: each host sets one of 64 bits, and the share of bits that are still clear tells how many they are (linear
/// counting, Whang et al. 1990). Few are told nearly exactly, and beyond a hundred the exact number does not matter.
/// </summary>
public struct Reach : ICompactEntry
{
    private const int Bits = 64;

    private ulong _hosts;
    private uint _since; // seconds since 1970, enough until 2106

    /// <summary>Hosts, estimated.</summary>
    public readonly int Hosts => BitOperations.PopCount(_hosts) is var set && set == Bits ? 4 * Bits : (int)Math.Round(-Bits * Math.Log(1 - set / (double)Bits));

    /// <summary>When the first of them went there.</summary>
    public readonly Timestamp Since => Timestamp.FromUnix(_since);

    /// <inheritdoc/>
    public readonly long Worth => ((long)BitOperations.PopCount(_hosts) << 40) + _since;

    /// <summary>The bits and the seconds, to be kept.</summary>
    public readonly (ulong Hosts, uint Since) Kept => (_hosts, _since);

    /// <summary>A host goes there.</summary>
    /// <param name="host">Hash of the host.</param>
    /// <param name="at">When.</param>
    public void Add(ulong host, Timestamp at) => Join((1ul << (int)(host & 63), (uint)Math.Clamp(at.Nanoseconds / Timestamp.NanosecondsPerSecond, 1, uint.MaxValue)));

    /// <summary>Takes in what was kept.</summary>
    public void Join((ulong Hosts, uint Since) kept)
    {
        _hosts |= kept.Hosts;
        if (_since == 0 || kept.Since < _since) _since = kept.Since;
    }
}
