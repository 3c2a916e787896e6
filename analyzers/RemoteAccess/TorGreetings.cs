using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Dga;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.RemoteAccess;

/// <summary>
/// Knows Tor in TLS 1.3, where certificates cannot be seen, by how its clients greet: they name "www.", 4 to 25 letters of base 32 drawn anew for each connection, ".com" (crypto_random_hostname
/// in Tor's source), which do not exist, so that nobody ever looked them up. Two such relays of one host are Tor; one is, on the port that relays take when nobody says otherwise.
/// </summary>
internal sealed class TorGreetings(int capacity)
{
    private const string Start = "www.", End = ".com";
    private const int ShortestJudged = 8, Longest = 25;   // letters: of fewer nobody can say that they were drawn
    private const double DrawnSurprise = 5.5;             // bits a letter; names that people choose have about 4
    private const ushort RelayPort = 9001;
    private const int Relays = 2, RelaysKept = 16;

    private readonly BoundedMap<(IpAddr Client, uint Name), bool> _lookedUp = new(capacity);
    private readonly BoundedMap<IpAddr, RecentNumbers> _relays = new(capacity);

    /// <summary>Names and clients that had to make room.</summary>
    public long Evictions => _lookedUp.Evictions + _relays.Evictions;

    /// <summary>A name was asked for, so that it may exist.</summary>
    public void NoteQuestion(IpAddr client, string name)
    {
        if (IsDrawn(name)) _lookedUp.GetOrAdd((client, RecentNumbers.Of(name)), static _ => true);
    }

    /// <summary>Whether this greeting makes it certain that the client speaks Tor.</summary>
    public bool Greets(TlsSessionEvent session, FlowIdentity flow)
    {
        if (session.ServerName is not { } name || !IsDrawn(name) || _lookedUp.TryGet((flow.Originator, RecentNumbers.Of(name)), out _)) return false;
        var relays = _relays.GetOrAdd(flow.Originator, static _ => new RecentNumbers(RelaysKept));
        relays.Add(NumberOf(flow.Responder));
        return relays.Count >= Relays || flow.ResponderPort == RelayPort;
    }

    /// <summary>Whether the client greeted this address so.</summary>
    public bool IsRelay(FlowIdentity flow) => _relays.TryGet(flow.Originator, out var relays) && relays.Contains(NumberOf(flow.Responder));

    /// <summary>Whether a name has the shape, and letters that nobody chose.</summary>
    internal static bool IsDrawn(ReadOnlySpan<char> name)
    {
        if (name.Length < Start.Length + ShortestJudged + End.Length || name.Length > Start.Length + Longest + End.Length) return false;
        if (!name.StartsWith(Start, StringComparison.Ordinal) || !name.EndsWith(End, StringComparison.Ordinal)) return false;
        var label = name[Start.Length..^End.Length];
        foreach (var letter in label)
            if (letter is not ((>= 'a' and <= 'z') or (>= '2' and <= '7'))) return false;
        return LetterPairs.Surprise(label) >= DrawnSurprise;
    }

    private static uint NumberOf(IpAddr address) => (uint)StableHash.Of(address);
}
