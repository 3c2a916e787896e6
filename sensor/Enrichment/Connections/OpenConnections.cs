using NetSensor.Enrichment.Inventory;
using NetSensor.Events;

namespace NetSensor.Enrichment.Connections;

/// <summary>
/// What a connection said of itself when it began, for whoever joins it in its middle after a restart: a chat that was open all day must not become a nameless rhythm because the sensor was
/// updated. Remembers lasting connections that nobody closed, and fills in what their flows cannot show any more. One thread, bounded. Without a memory it adds nothing.
/// </summary>
public sealed class OpenConnections : IEventSink, ILearner
{
    private const int Capacity = 50_000;   // lasting connections of twenty thousand machines
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(30); // shorter ones that were cut say little about anything
    private static readonly TimeSpan TcpHolds = TimeSpan.FromHours(12), UdpHolds = TimeSpan.FromMinutes(10); // silent for longer, the ports may be another's by now
    private static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(10);

    private readonly RecentMap<ConnectionKey, KeptConnection> _open = new(Capacity);
    private readonly RecentMap<ConnectionKey, KeptConnection> _before = new(Capacity); // open when an earlier run ended
    private readonly HashSet<ConnectionKey> _unsaved = [];
    private readonly HashSet<ConnectionKey> _closed = [];
    private bool _keepsNothing; // nobody keeps what this run learns: there will be no restart to remember for

    /// <summary>Connections that had to make room.</summary>
    public long Evictions => _open.Evictions + _before.Evictions;

    /// <inheritdoc/>
    public string MemoryName => "connections";

    /// <inheritdoc/>
    public int MemoryVersion => 1;

    /// <summary>Fills in what was known of the connection before it was joined in its middle.</summary>
    public void FillIn(SensorEvent happened)
    {
        if (_before.Count == 0 || happened.Flow is not { } flow || happened is not (FlowEvent { DirectionConfidence: < 1 } or FlowRhythmEvent)) return;
        if (!_before.TryPeek(ConnectionKey.Of(flow), out var known) || flow.Start < known.Last || flow.Start - known.Last > (flow.Transport == Transport.Tcp ? TcpHolds : UdpHolds)) return;
        var isSameWay = known.Originator == flow.Originator;
        if (happened is FlowEvent ended)
        {
            ended.OpenSince = known.Began;
            ended.Service ??= known.Service;
            ended.Ja4 ??= known.Ja4;
            if (!isSameWay) return;
            ended.DirectionConfidence = Math.Max(ended.DirectionConfidence, known.Confidence);
            if (ended.DestinationName is null) (ended.DestinationName, ended.DestinationNameSource) = (known.Name, known.NameSource);
        }
        else if (happened is FlowRhythmEvent rhythm)
        {
            rhythm.OpenSince = known.Began;
            rhythm.Service ??= known.Service;
            rhythm.Ja4 ??= known.Ja4;
            if (isSameWay && rhythm.DestinationName is null) (rhythm.DestinationName, rhythm.DestinationNameSource) = (known.Name, known.NameSource);
        }
    }

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (_keepsNothing || happened.Flow is not { Transport: Transport.Tcp or Transport.Udp } flow) return;
        if (happened is FlowEvent ended)
        {
            if (IsOpen(ended, flow)) Note(flow, new KeptConnection(flow.Originator, ended.OpenSince ?? flow.Start, ended.Time, ended.DirectionConfidence, ended.DestinationName, ended.DestinationNameSource, ended.Service, ended.Ja4));
            else if (!ended.IsInterim) Close(ConnectionKey.Of(flow));
        }
        else if (happened is FlowRhythmEvent rhythm)
        {
            var confidence = _open.TryPeek(ConnectionKey.Of(flow), out var known) ? known.Confidence : 0; // its flow's record tells, later
            Note(flow, new KeptConnection(flow.Originator, rhythm.OpenSince ?? flow.Start, rhythm.Time, confidence, rhythm.DestinationName, rhythm.DestinationNameSource, rhythm.Service, rhythm.Ja4));
        }
    }

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        var connection = ConnectionKey.Read(key);
        var kept = KeptConnection.Read(value);
        _before.Add(connection, kept, kept.Last);
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        _keepsNothing = memory.KeepsNothing;
        _closed.TellTo(memory, key => memory.Forget(key.ToString()));
        _unsaved.TellTo(memory, key =>
        {
            if (!memory.KeepsNothing && _open.TryPeek(key, out var connection)) memory.Keep(key.ToString(), connection.Write(), connection.Last);
        });
    }

    /// <summary>A record of a connection that goes on, or that ended because nobody watched any longer: there was no word of farewell.</summary>
    private static bool IsOpen(FlowEvent ended, FlowIdentity flow) =>
        ended.ResponderPackets > 0 && ended.Duration >= Lasting && (ended.IsInterim || flow.Transport == Transport.Udp || ended.ConnectionState is "S1" or "OTH");

    private void Note(FlowIdentity flow, KeptConnection connection)
    {
        var key = ConnectionKey.Of(flow);
        if (_open.TryUse(key, connection.Last, out var known))
        {
            _open.Remove(key);
            if (connection.Last - known.Saved < SaveEvery && known.SaysTheSame(connection)) connection.Saved = known.Saved;
        }
        _open.Add(key, connection, connection.Last);
        if (connection.Saved != default || _unsaved.Count >= Capacity) return;
        connection.Saved = connection.Last;
        _unsaved.Add(key);
    }

    private void Close(ConnectionKey key)
    {
        if (!_open.TryPeek(key, out _) && !_before.TryPeek(key, out _)) return;
        _open.Remove(key);
        _before.Remove(key);
        _unsaved.Remove(key);
        if (_closed.Count < Capacity) _closed.Add(key);
    }
}
