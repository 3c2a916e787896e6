using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>What things of a kind, or of a maker, do by design.</summary>
internal static class KindHabits
{
    private const int LongWord = 4; // letters from which a maker's word may be the beginning of its domain's

    /// <summary>Whether things of this kind go to this port of others one day: printers file, mail and look people up.</summary>
    public static bool GoesTo(string? kind, ushort port) => kind == "printer" && port is 21 or 139 or 445;

    /// <summary>Whether a name's domain bears a word of the maker's ("axis.com", "hikvision-cloud.com").</summary>
    public static bool IsMakers(string? vendor, string? name)
    {
        if (vendor is null || name is null) return false;
        var domain = RegistrableDomain.Of(name);
        var dot = domain.IndexOf('.');
        var label = dot < 0 ? domain : domain[..dot];
        foreach (var word in vendor.Split([' ', ',', '.', '-', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
            if (label.Equals(word, StringComparison.OrdinalIgnoreCase) || (word.Length >= LongWord && label.StartsWith(word, StringComparison.OrdinalIgnoreCase))) return true;
        return false;
    }
}
