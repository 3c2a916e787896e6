using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.DnsTunnels;

/// <summary>Who asks below which domain.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Zone">The domain.</param>
/// <param name="Seeded">Its hash, as <see cref="HashedName.DomainSeeded"/>: letters are not hashed with each question.</param>
internal readonly record struct ZoneKey(IpAddr Client, string Zone, int Seeded)
{
    /// <summary>A key made anew.</summary>
    public static ZoneKey Of(IpAddr client, string zone) => new(client, zone, zone.GetHashCode(StringComparison.Ordinal));

    /// <inheritdoc/>
    public bool Equals(ZoneKey other) => Seeded == other.Seeded && Client == other.Client && string.Equals(Zone, other.Zone, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => TableHash.Of(Client.High ^ (uint)Seeded, Client.Low);
}
