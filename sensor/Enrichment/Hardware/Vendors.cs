using System.Text;
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

    private readonly byte[] _text;
    private readonly Dictionary<ulong, (int Start, int Length)> _names;

    /// <summary>Organisations in a text of UTF-8, by <see cref="KeyOf"/> their prefixes.</summary>
    internal Vendors(byte[] text, Dictionary<ulong, (int Start, int Length)> names) => (_text, _names) = (text, names);

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
            if (_names.TryGetValue(KeyOf(bits, address.Value >> (AddressBits - bits)), out var name)) return Encoding.UTF8.GetString(_text, name.Start, name.Length);
        return null;
    }

    /// <summary>A prefix of so many bits as one number.</summary>
    internal static ulong KeyOf(int bits, ulong prefix) => ((ulong)bits << AddressBits) | prefix;

    /// <summary>What can be said of the maker in a line for people; null when nothing can.</summary>
    public string? Describe(MacAddress address)
    {
        if (NameOf(address) is { } name) return name;
        return address is { IsKnown: true, IsGroup: false, IsLocallyAdministered: true } ? "locally administered (random or virtual)" : null;
    }
}
