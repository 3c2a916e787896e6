using System.Text;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>
/// Which machines are at which addresses, as they say themselves: in the challenges that they give, and by the first tickets that they ask for. A machine's
/// account that logs on from elsewhere was coerced to log on and relayed, or its password is known to somebody.
/// </summary>
internal sealed class MachineNames(int machines, SameHost hosts)
{
    private const string Prefix = "machine ";
    private const int AddressesKept = 8; // of one machine: cards, versions of IP, leases

    private readonly BoundedMap<string, List<IpAddr>> _addresses = new(machines);
    private readonly SortedDictionary<string, Timestamp> _unsaved = new(StringComparer.Ordinal);

    /// <summary>Machines that had to make room.</summary>
    public long Evictions => _addresses.Evictions;

    /// <summary>Notes that the machine of this name is at this address.</summary>
    public void Learn(string? name, IpAddr address, Timestamp now)
    {
        if (string.IsNullOrEmpty(name)) return;
        var key = name.TrimEnd('$').ToLowerInvariant();
        var addresses = _addresses.GetOrAdd(key, static _ => []);
        if (addresses.Contains(address)) return;
        if (addresses.Count == AddressesKept) addresses.RemoveAt(0);
        addresses.Add(address);
        if (_unsaved.Count < _addresses.Capacity) _unsaved[key] = now;
    }

    /// <summary>Where the machine of this account really is, and how sure it is that the one who logs on is another; null when it logs on itself.</summary>
    public (IpAddr Home, Kinship Kin)? Elsewhere(string account, IpAddr source)
    {
        var name = account.TrimEnd('$');
        if (!_addresses.TryGet(name.ToLowerInvariant(), out var addresses)) return null;
        if (string.Equals(hosts.NameOf(source), name, StringComparison.OrdinalIgnoreCase)) return null;
        var kin = Kinship.Two;
        foreach (var address in addresses)
            if (hosts.Of(address, source) is var one && one < kin) kin = one;
        return kin == Kinship.One ? null : (addresses[^1], kin);
    }

    /// <summary>Takes back a machine; false when the key is of something else.</summary>
    /// <exception cref="FormatException">It has no addresses.</exception>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var addresses = new List<IpAddr>();
        foreach (var text in Encoding.UTF8.GetString(value).Split(' '))
            addresses.Add(IpAddr.TryParse(text, out var address) ? address : throw new FormatException("no machine"));
        _addresses.GetOrAdd(key[Prefix.Length..], _ => addresses);
        return true;
    }

    /// <summary>Tells what changed.</summary>
    public void Save(IMemory memory)
    {
        foreach (var (key, time) in _unsaved)
            if (!memory.KeepsNothing && _addresses.TryGet(key, out var addresses)) memory.Keep(Prefix + key, Encoding.UTF8.GetBytes(string.Join(' ', addresses)), time);
        _unsaved.Clear();
    }
}
