using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>One contact: when it began, how long it lasted, and what it carried, both ways, in payload bytes.</summary>
public readonly record struct CheckIn(Timestamp Start, uint Milliseconds, uint BytesOut, uint BytesIn)
{
    /// <summary>With whom: three bits for each address and name, drawn from its hash (a Bloom filter); 0 when it is not known.</summary>
    public uint Places { get; init; }

    /// <summary>A contact; what is beyond 4 GB or 49 days counts as that.</summary>
    public static CheckIn Of(Timestamp start, TimeSpan duration, long bytesOut, long bytesIn) =>
        new(start, Cut((long)duration.TotalMilliseconds), Cut(bytesOut), Cut(bytesIn));

    /// <summary>The contact, with its other side.</summary>
    public CheckIn To(IpAddr responder) => At(StableHash.Of(responder));

    /// <summary>The contact, at a place more.</summary>
    /// <param name="place">Hash of an address, of a name, or of whatever tells two places apart.</param>
    public CheckIn At(ulong place) => this with { Places = Places | 1u << (int)place | 1u << (int)(place >> 5) | 1u << (int)(place >> 10) }; // a shift takes its lowest five bits

    /// <summary>Whether both may be of the same traffic: one of them went nowhere but where the other went too.</summary>
    public bool SharesPlace(in CheckIn other) => (Places & other.Places) is var shared && (shared == Places || shared == other.Places);

    /// <summary>Both as one contact, which began with the earlier.</summary>
    public CheckIn With(CheckIn other)
    {
        var (first, second) = Start <= other.Start ? (this, other) : (other, this);
        var until = Math.Max(first.Milliseconds, (second.Start - first.Start).TotalMilliseconds + second.Milliseconds);
        return new CheckIn(first.Start, Cut((long)until), Cut((long)BytesOut + other.BytesOut), Cut((long)BytesIn + other.BytesIn)) { Places = Places | other.Places };
    }

    /// <summary>Writes it: start 8, milliseconds 4, bytes out 4, in 4; not the places.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Start.Nanoseconds);
        writer.Write(Milliseconds);
        writer.Write(BytesOut);
        writer.Write(BytesIn);
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="EndOfStreamException">It is cut.</exception>
    public static CheckIn Read(BinaryReader reader) => new(new Timestamp(reader.ReadInt64()), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32());

    private static uint Cut(long value) => (uint)Math.Clamp(value, 0, uint.MaxValue);
}
