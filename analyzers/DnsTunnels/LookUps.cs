using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.DnsTunnels;

/// <summary>Questions that look odd and are honest: reputation of files and mail, block lists, policies of mail and certificates.</summary>
internal static class LookUps
{
    private const int Ipv4Labels = 4;
    private const int Ipv6Labels = 32;

    private static readonly NameTable<string> Zones = ReadZones();

    /// <summary>Whether names below this domain are known to be look-ups.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name) => Zones.TryFind(name, out _);

    /// <summary>The same for a name that was asked for before.</summary>
    public static bool IsKnown(in HashedName name) => Zones.TryFind(name, out _);

    /// <summary>Whether the name begins with an address written backwards: four numbers, or thirty-two hexadecimal digits.</summary>
    public static bool IsAddress(ReadOnlySpan<char> below)
    {
        var (numbers, digits) = (0, 0);
        foreach (var label in below.Split('.'))
        {
            var text = below[label];
            if (text.Length is > 0 and <= 3 && !text.ContainsAnyExceptInRange('0', '9')) numbers++;
            else if (numbers < Ipv4Labels) numbers = -Ipv6Labels; // not at the beginning
            if (text.Length == 1 && char.IsAsciiHexDigit(text[0])) digits++;
        }
        return numbers >= Ipv4Labels || digits >= Ipv6Labels;
    }

    /// <summary>Whether the name asks for a policy or a proof, as mail servers and certificate clients do ("_dmarc", "selector._domainkey", "_acme-challenge").</summary>
    public static bool IsPolicy(ReadOnlySpan<char> below) => below.Length == 0 || below[0] == '_' || below.Contains("._", StringComparison.Ordinal);

    private static NameTable<string> ReadZones()
    {
        var zones = new NameTable<string>();
        foreach (var row in DataFile.Rows("look-ups.tsv", 2)) zones.Add(row[0], row[1]);
        return zones;
    }
}
