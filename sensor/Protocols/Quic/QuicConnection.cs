using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Quic;

/// <summary>A connection while it is under way: what <see cref="QuicConnectionEvent"/> will tell.</summary>
public sealed class QuicConnection(Timestamp started, string version)
{
    private const int MaxHistory = 100; // as Zeek: enough to see what happened, whatever comes

    private readonly char[] _history = new char[MaxHistory];
    private int _letters;
    private string? _initialDcid;
    private string? _clientScid;
    private string? _serverScid;

    /// <summary>Notes the connection ids of a packet.</summary>
    public void TakeIds(in QuicLongHeader header, Direction direction)
    {
        if (direction == Direction.FromResponder)
        {
            _serverScid = Hex(header.Scid, _serverScid);
            return;
        }
        if (_initialDcid is null && !header.Dcid.IsEmpty) _initialDcid = Convert.ToHexStringLower(header.Dcid);
        _clientScid = Hex(header.Scid, _clientScid);
    }

    /// <summary>Notes what happened: a capital letter, shown small when the server did it.</summary>
    public void Add(char letter, Direction direction, IFlowContext flow)
    {
        if (_letters == MaxHistory) return;
        _history[_letters++] = direction == Direction.FromOriginator ? letter : char.ToLowerInvariant(letter);
        if (_letters == MaxHistory) flow.Weird("QUIC_max_history_length_reached");
    }

    /// <summary>The event.</summary>
    public QuicConnectionEvent ToEvent(string? serverName, string? protocol, string? ja4) => new()
    {
        Started = started,
        Version = version,
        ClientInitialDcid = _initialDcid,
        ClientScid = _clientScid,
        ServerScid = _serverScid,
        ServerName = serverName,
        ClientProtocol = protocol,
        History = new string(_history, 0, _letters),
        Ja4 = ja4,
    };

    private static string Hex(ReadOnlySpan<byte> id, string? before)
    {
        Span<char> text = stackalloc char[2 * byte.MaxValue];
        Convert.TryToHexStringLower(id, text, out var written);
        return before is not null && text[..written].SequenceEqual(before) ? before : new string(text[..written]);
    }
}
