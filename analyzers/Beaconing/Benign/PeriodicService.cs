using NetSensor.Analyzers.Beaconing.Channels;

namespace NetSensor.Analyzers.Beaconing.Benign;

/// <summary>A program that contacts its maker at a rhythm by design.</summary>
/// <param name="What">What it is, in a word or two.</param>
/// <param name="Ports">Ports that it uses.</param>
/// <param name="Systems">Autonomous systems that serve it; empty where it is spread over networks of others.</param>
/// <param name="Clients">Beginnings of the JA4 of its TLS clients; empty where it has no client of its own.</param>
public sealed record PeriodicService(string What, IReadOnlyList<int> Ports, IReadOnlyList<uint> Systems, IReadOnlyList<string> Clients)
{
    /// <summary>What about a contact does not fit this service, in a few words; null when all that is known fits.</summary>
    public string? Contradiction(in Contact contact)
    {
        if (!Ports.Contains(contact.Flow.ResponderPort)) return $"uses port {contact.Flow.ResponderPort}, which {What} does not";
        if (Systems.Count > 0 && contact.Asn is { } asn && !Systems.Contains(asn)) return $"leads to AS {asn}, which does not serve {What}";
        if (Clients.Count > 0 && contact.Ja4 is { } ja4 && !Clients.Any(begin => ja4.StartsWith(begin, StringComparison.Ordinal)))
            return $"has a TLS client ({ja4}) that is not the one of {What}";
        return null;
    }
}
