using NetSensor.Wire;

namespace NetSensor.Enrichment.Hardware;

/// <summary>
/// Whose hardware an address belongs to, after the IEEE's registries MA-L (24 bits), MA-M (28) and MA-S (36); the longest prefix that is
/// registered wins. Never changes once read; any thread may ask.
/// </summary>
public sealed class Vendors
{
    private const int AddressBits = 48;

    private static readonly int[] PrefixBits = [36, 28, 24]; // MA-S, MA-M, MA-L: the longest first
    private static readonly Lazy<Vendors> Inside = new(VendorRegistry.ReadEmbedded);

    private readonly Dictionary<(int Bits, ulong Prefix), string> _names;

    internal Vendors(Dictionary<(int Bits, ulong Prefix), string> names) => _names = names;

    /// <summary>The registry that came with the program; read at the first question.</summary>
    public static Vendors Registered => Inside.Value;

    /// <summary>Reads a registry: lines of "prefix TAB organisation", or the IEEE's own oui.csv, mam.csv and oui36.csv; gzip-compressed or not.</summary>
    /// <exception cref="EnrichmentException">It cannot be read or holds something else; the message names the line.</exception>
    public static Vendors Read(string file) => VendorRegistry.Read(file);

    /// <summary>
    /// The organisation's name as it registered; null for groups, for what nobody registered, and for most locally administered addresses:
    /// random or virtual ones, as <see cref="MacAddress.IsLocallyAdministered"/> says (some makers of the 1980s have such prefixes).
    /// </summary>
    public string? NameOf(MacAddress address)
    {
        if (!address.IsKnown || address.IsGroup) return null;
        foreach (var bits in PrefixBits)
            if (_names.TryGetValue((bits, address.Value >> (AddressBits - bits)), out var name)) return name;
        return null;
    }

    /// <summary>What can be said of the maker in a line for people; null when nothing can.</summary>
    public string? Describe(MacAddress address)
    {
        if (NameOf(address) is { } name) return name;
        return address is { IsKnown: true, IsGroup: false, IsLocallyAdministered: true } ? "locally administered (random or virtual)" : null;
    }
}
