using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Dhcp;

/// <summary>
/// Joins DHCP messages by transaction id, over all flows: broadcasts put request and answer into different ones, which different shards may have
/// seen. Tells a conversation when it fell silent, as Zeek does. One thread, bounded.
/// </summary>
public sealed class DhcpConversations : IEventDeriver
{
    private const int MaxOpen = 10_000;                     // transactions within half a minute: a large network has hundreds, a starvation attack millions
    private const int MaxFlows = 10;                        // Zeek's max_uids_per_log_entry
    private const int MaxMessages = 50;                     // Zeek's max_msg_types_per_log_entry

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(10);     // Zeek's create_expire
    private static readonly TimeSpan LaterLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);       // Zeek's max_txid_watch_time

    private readonly Dictionary<uint, DhcpConversation> _open = new(SeededNumbers.Instance);
    private readonly LinkedList<DhcpConversation> _byBegin = new();
    private Timestamp _now = Timestamp.MinValue;
    private Timestamp _start = Timestamp.MinValue;
    private int _told;

    /// <summary>Conversations that were told early because too many were open.</summary>
    public long Evictions { get; private set; }

    /// <inheritdoc/>
    public void Derive(SensorEvent happened, IEventSink derived)
    {
        if (happened is not DhcpMessageEvent { Flow: { } flow } message) return;
        _now = Timestamp.Max(_now, message.Time);
        Add(message, flow, derived);
    }

    /// <inheritdoc/>
    public void Advance(Timestamp now, IEventSink derived)
    {
        _now = Timestamp.Max(_now, now);
        if (_start == Timestamp.MinValue) _start = now;
        for (var node = _byBegin.First; node is not null;) // ends: walks to the end
        {
            var next = node.Next;
            Look(node, derived);
            node = next;
        }
    }

    /// <inheritdoc/>
    public void Finish(IEventSink derived)
    {
        while (_byBegin.First is { } oldest) Tell(oldest, derived); // ends: each turn takes one away
    }

    private void Add(DhcpMessageEvent message, FlowIdentity flow, IEventSink derived)
    {
        if (!_open.TryGetValue(message.TransactionId, out var conversation))
        {
            if (_open.Count >= MaxOpen)
            {
                Evictions++;
                Tell(_byBegin.First!, derived);
            }
            conversation = new DhcpConversation(message.TransactionId, message.Time) { LookAt = WholeSeconds(message.Time) + FirstLook };
            _open.Add(message.TransactionId, conversation);
            _byBegin.AddLast(conversation);
        }
        conversation.Add(message, flow);
        if (conversation.Flows >= MaxFlows || conversation.Messages >= MaxMessages) Tell(_byBegin.Find(conversation)!, derived);
    }

    private void Look(LinkedListNode<DhcpConversation> node, IEventSink derived)
    {
        var conversation = node.Value;
        if (_now <= conversation.LookAt) return;
        if (_now - conversation.LastMessage > Silence || _now - conversation.Begin > Longest) Tell(node, derived);
        else conversation.LookAt = WholeSeconds(_now + LaterLook);
    }

    /// <summary>Zeek keeps these times as whole seconds since the start of the capture.</summary>
    private Timestamp WholeSeconds(Timestamp time) =>
        _start == Timestamp.MinValue ? time : _start + TimeSpan.FromSeconds(Math.Floor((time - _start).TotalSeconds));

    private void Tell(LinkedListNode<DhcpConversation> node, IEventSink derived)
    {
        _byBegin.Remove(node);
        _open.Remove(node.Value.TransactionId);
        var told = node.Value.Tell();
        told.Stamp(_now, null, _told++);
        derived.Emit(told);
    }
}
