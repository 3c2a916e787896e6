using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>A name outside, where it is, and how it greets.</summary>
public sealed record Site(string Name, IReadOnlyList<IpAddr> Addresses, uint Ttl)
{
    /// <summary>Whether it speaks TLS 1.3; decided by its name where nobody says.</summary>
    public bool IsTls13 { get; init; } = Chance.Hash(Name + " tls") % 10 < 7;

    /// <summary>How far away it is, there and back.</summary>
    public TimeSpan RoundTrip { get; init; } = TimeSpan.FromMilliseconds(6 + Chance.Hash(Name + " far") % 60);

    /// <summary>Its certificate, in TLS 1.2; made once.</summary>
    public Lazy<IReadOnlyList<byte[]>> Certificates { get; init; } = new(() => Issue(Name, "R11 Example Trust Services", 90));

    /// <summary>A chain of one certificate and its issuer's, or of one that signed itself.</summary>
    public static IReadOnlyList<byte[]> Issue(string name, string issuer, int days)
    {
        var chance = new Random((int)Chance.Hash(name + issuer));
        var from = DateTimeOffset.FromUnixTimeSeconds(1_789_948_800).AddDays(-chance.Next(1, Math.Min(days, 60)));
        var leaf = Certificate.Make(issuer, [name], (from, days), chance);
        return issuer == name ? [leaf] : [leaf, Certificate.Make("Example Root", [issuer], (from.AddYears(-3), 3650), new Random(7))];
    }
}
