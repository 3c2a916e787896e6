using System.Runtime.InteropServices;
using NetSensor.Events;

namespace NetSensor.Protocols.Dns;

/// <summary>
/// Transactions of one flow that wait for their other half, first in first out per id. Bounded as Zeek bounds them, and in text: adding past
/// a limit gives up on those that wait.
/// </summary>
internal sealed class PendingTransactions
{
    private const int MaxIds = 51;                    // Zeek: past 50 different ids none will be matched any more
    private const int MaxPerId = 51;                  // Zeek: past 50 of one id likewise (a transfer, or a broken server)
    private const int MaxTextLength = 128 * 1024;     // so that unmatched answers full of text cannot pile up: 256 KB a flow

    private readonly Dictionary<ushort, Chain> _chains = [];
    private readonly List<Slot> _slots = [];          // linked per id; free ones are linked from _free
    private int _free = -1;
    private long _arrivals;
    private int _textLength;

    private record struct Chain(int Head, int Tail, int Count);

    private record struct Slot(DnsTransactionEvent? Transaction, int TextLength, long Arrival, int Next);

    /// <summary>Adds one that holds so much text; those that are given up on for it go to <paramref name="givenUp"/>, oldest first.</summary>
    public void Add(DnsTransactionEvent transaction, int textLength, List<DnsTransactionEvent> givenUp)
    {
        var waiting = _chains.TryGetValue(transaction.TransactionId, out var chain) ? chain.Count : 0;
        if ((waiting == 0 && _chains.Count >= MaxIds) || _textLength + textLength > MaxTextLength) TakeAll(givenUp);
        else if (waiting >= MaxPerId)
        {
            while (TryTake(transaction.TransactionId, out var old)) givenUp.Add(old); // ends: each turn removes one
        }
        Append(transaction, textLength);
    }

    /// <summary>Takes the oldest of this id.</summary>
    public bool TryTake(ushort id, out DnsTransactionEvent transaction)
    {
        transaction = null!;
        if (!_chains.TryGetValue(id, out var chain)) return false;
        var slot = _slots[chain.Head];
        transaction = slot.Transaction!;
        _textLength -= slot.TextLength;
        _slots[chain.Head] = new Slot(null, 0, 0, _free);
        _free = chain.Head;
        if (chain.Count == 1) _chains.Remove(id);
        else _chains[id] = chain with { Head = slot.Next, Count = chain.Count - 1 };
        return true;
    }

    /// <summary>Takes all, in order of arrival.</summary>
    public void TakeAll(List<DnsTransactionEvent> taken)
    {
        if (_chains.Count > 0)
        {
            _slots.Sort(static (left, right) => left.Arrival.CompareTo(right.Arrival));
            foreach (var slot in _slots)
                if (slot.Transaction is { } transaction) taken.Add(transaction);
        }
        Clear();
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _chains.Clear();
        _slots.Clear();
        _free = -1;
        _textLength = 0;
    }

    private void Append(DnsTransactionEvent transaction, int textLength)
    {
        var place = _free;
        var slot = new Slot(transaction, textLength, _arrivals++, -1);
        if (place >= 0)
        {
            _free = _slots[place].Next;
            _slots[place] = slot;
        }
        else
        {
            place = _slots.Count;
            _slots.Add(slot);
        }
        _textLength += textLength;
        ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(_chains, transaction.TransactionId, out var exists);
        if (exists) _slots[chain.Tail] = _slots[chain.Tail] with { Next = place };
        chain = new Chain(exists ? chain.Head : place, place, chain.Count + 1);
    }
}
