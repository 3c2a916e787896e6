using System.Globalization;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Rosters;

/// <summary>Puts the fields of one machine together, and tells what makes no sense in them.</summary>
internal sealed class RosterRow
{
    private const long MillisecondsBegin = 100_000_000_000; // seconds reach this in the year 5138, milliseconds did in 1973

    private static readonly char[] Between = [',', ';', '|', ' ', '\n'];

    private readonly List<MacAddress> _macs = [];
    private readonly List<string> _names = [];
    private readonly List<string> _identifiers = [];
    private readonly List<IpAddr> _addresses = [];
    private string? _owner;
    private string? _agent;
    private Timestamp? _lastSeen;

    /// <summary>Takes a field; what is wrong with it, or null.</summary>
    public string? Add(RosterColumn column, string value)
    {
        value = value.Trim();
        if (value.Length == 0 || value is "-" or "null" or "N/A" or "n/a") return null;
        switch (column)
        {
            case RosterColumn.Mac: return AddMacs(value);
            case RosterColumn.Address: return AddAddresses(value);
            case RosterColumn.LastSeen: return AddTime(value);
            case RosterColumn.Name: _names.Add(value); break;
            case RosterColumn.Identifier: _identifiers.Add(value); break;
            case RosterColumn.Owner: _owner ??= value; break;
            case RosterColumn.Agent: _agent ??= value; break;
        }
        return null;
    }

    /// <summary>The machine; null when nothing tells it apart.</summary>
    public RosterEntry? ToEntry() => _macs.Count + _names.Count + _identifiers.Count + _addresses.Count == 0 ? null : new RosterEntry
    {
        Macs = _macs, Names = _names, Identifiers = _identifiers, Addresses = _addresses, Owner = _owner, Agent = _agent, LastSeen = _lastSeen,
    };

    private string? AddMacs(string value)
    {
        foreach (var part in value.Split(Between, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!MacAddress.TryParse(part, out var mac)) return $"'{part}' is no hardware address; write one as 00:1a:2b:3c:4d:5e";
            if (mac.IsKnown && !mac.IsGroup) _macs.Add(mac);
        }
        return null;
    }

    private string? AddAddresses(string value)
    {
        foreach (var part in value.Split(Between, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IpAddr.TryParse(part, out var address)) return $"'{part}' is no IP address";
            _addresses.Add(address);
        }
        return null;
    }

    private string? AddTime(string value)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            _lastSeen = number >= MillisecondsBegin ? Timestamp.FromUnix(number / 1000) : Timestamp.FromUnix(number);
        else if (DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) _lastSeen = Timestamp.FromUnix(time.ToUnixTimeSeconds());
        else return $"'{value}' is no time; write one as 2026-01-31T08:00:00Z";
        return null;
    }
}
