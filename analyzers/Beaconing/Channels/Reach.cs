using System.Numerics;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>
/// How many hosts go to a target, and since when: each host sets one of 64 bits, and the share of bits that are still clear tells how many they are (linear
/// counting, Whang et al. 1990). Few are told nearly exactly, and beyond a hundred the exact number does not matter.
/// </summary>
internal struct Reach : IPackedEntry<Reach>
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

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <inheritdoc/>
    public readonly bool IsKept => _hosts != 0;

    /// <inheritdoc/>
    public readonly bool IsWorthy => BitOperations.PopCount(_hosts) > 1;

    /// <summary>A host goes there; whether that is news.</summary>
    /// <param name="host">Hash of the host.</param>
    /// <param name="at">When.</param>
    public bool Add(ulong host, Timestamp at) => Join(1ul << (int)(host & 63), (uint)Math.Clamp(at.Nanoseconds / Timestamp.NanosecondsPerSecond, 1, uint.MaxValue));

    /// <inheritdoc/>
    public readonly void Write(BinaryWriter writer)
    {
        writer.Write(_hosts);
        writer.Write(_since);
    }

    /// <inheritdoc/>
    public void Join(BinaryReader reader) => Join(reader.ReadUInt64(), reader.ReadUInt32());

    private bool Join(ulong hosts, uint since)
    {
        var before = (_hosts, _since);
        _hosts |= hosts;
        if (_since == 0 || since < _since) _since = since;
        return before != (_hosts, _since);
    }
}
