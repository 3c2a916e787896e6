using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>A machine of the office: who it is, when it is on, and what it remembers of names.</summary>
public sealed class Machine(string name, MachineKind kind, Host host, Presence presence)
{
    private readonly Dictionary<string, (IpAddr Address, Timestamp Until)> _known = [];
    private ushort _port = (ushort)(49_152 + Chance.Hash(name) % 8_000);
    private ushort _message = (ushort)Chance.Hash(name + " messages");

    /// <summary>Its own name.</summary>
    public string Name { get; } = name;
    /// <summary>What it is.</summary>
    public MachineKind Kind { get; } = kind;
    /// <summary>Its addresses.</summary>
    public Host Host { get; } = host;
    /// <summary>When it is on.</summary>
    public Presence Presence { get; } = presence;
    /// <summary>Who works on it.</summary>
    public string User { get; init; } = name + "$";
    /// <summary>Whether it runs Windows and belongs to the domain.</summary>
    public bool IsWindows => Kind is MachineKind.Desktop or MachineKind.Laptop && !IsApple;
    /// <summary>Whether it is a Mac, or a phone of that maker.</summary>
    public bool IsApple { get; init; }
    /// <summary>How its browser greets.</summary>
    public TlsClient Browser { get; init; } = TlsClient.Chrome;

    /// <summary>The next port for a connection of its own.</summary>
    public ushort Port() => _port = _port >= 65_500 ? (ushort)49_152 : (ushort)(_port + 1);

    /// <summary>The next number of a message.</summary>
    public ushort Message() => _message++;

    /// <summary>The address of a name that it has looked up not long ago.</summary>
    public bool Knows(string name, Timestamp now, out IpAddr address)
    {
        var known = _known.TryGetValue(name, out var entry) && entry.Until > now;
        address = entry.Address;
        return known;
    }

    /// <summary>Remembers an answer.</summary>
    public void Remember(string name, IpAddr address, Timestamp until) => _known[name] = (address, until);

    /// <summary>Something that it does again and again while it is on, with pauses by choice; not all begin at midnight, and after a time off it waits a part of a pause.</summary>
    public IEnumerable<Timestamp> Again(Random chance, Func<TimeSpan> pause, Action<Timestamp> act)
    {
        var moment = Calendar.Begin + pause() * chance.NextDouble();
        while (Presence.Next(moment) is { } on)                           // ends: every pause is longer than nothing, and presence ends
        {
            if (on != moment) on += pause() * (chance.NextDouble() / 4);
            yield return on;
            if (Presence.IsOn(on)) act(on);
            moment = on + pause();
        }
    }
}
