using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// Tells of most addresses that they were never added, in 8 KB: before a look into a table of pairs, that none of an address is there. Nothing is taken out; of a network of thousands of hosts it
/// tells less and less, and never anything wrong.
/// </summary>
internal sealed class AddressFilter
{
    private const int Bits = 1 << 16;

    private readonly ulong[] _bits = new ulong[Bits / 64];

    /// <summary>Adds an address.</summary>
    public void Add(IpAddr address)
    {
        var bit = BitOf(address);
        _bits[bit / 64] |= 1ul << (bit & 63);
    }

    /// <summary>False when the address was never added.</summary>
    public bool MayHave(IpAddr address)
    {
        var bit = BitOf(address);
        return (_bits[bit / 64] & (1ul << (bit & 63))) != 0;
    }

    private static int BitOf(IpAddr address) => (int)address.Mix64() & (Bits - 1);
}
