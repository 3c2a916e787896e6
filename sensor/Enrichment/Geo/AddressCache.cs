using NetSensor.Wire;

namespace NetSensor.Enrichment.Geo;

/// <summary>
/// Remembers what was found for addresses: a fixed number of places, each address has one, and a newer one takes it. The answers are the same
/// with any number of places.
/// </summary>
internal sealed class AddressCache<T>(Func<IpAddr, T> find)
{
    private const int Places = 1 << 14; // about 600 kB; a busy network talks with some thousands of addresses at a time

    private readonly (IpAddr Address, T Value)[] _places = new (IpAddr, T)[Places]; // "::", the address of an empty place, is in no database
    private readonly T _nobody = find(default);

    public T Of(IpAddr address)
    {
        if (address == default) return _nobody;
        ref var place = ref PlaceOf(address);
        if (place.Address != address) place = (address, find(address));
        return place.Value;
    }

    /// <summary>Asks for the memory that a look-up of this address reads (<see cref="CacheLines"/>).</summary>
    public void FetchAhead(IpAddr address) => CacheLines.Fetch(ref PlaceOf(address));

    private ref (IpAddr Address, T Value) PlaceOf(IpAddr address) => ref _places[(int)(address.Mix64() & (Places - 1))];
}
