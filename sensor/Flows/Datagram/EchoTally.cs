using NetSensor.Events;

namespace NetSensor.Flows.Datagram;

/// <summary>Compares the echo replies of one flow with their requests, and says when there is something to tell. Pooled with the details of the flow.</summary>
internal sealed class EchoTally
{
    private const int Remembered = 16; // requests under way at once: a ping has one, a flood over a slow link a few
    private const int FirstTold = 16;  // messages from which a flow may be told although every reply gives back what was sent

    private readonly ulong[] _sent = new ulong[Remembered]; // hashes of requests, by sequence; 0 when free
    private EchoSide _requests, _replies;
    private int _compared, _altered;
    private int _nextMessages = FirstTold, _nextAltered = 1;

    /// <summary>Whether it has seen nothing yet.</summary>
    public bool IsEmpty => _requests.Messages + _replies.Messages == 0;

    /// <summary>Takes in the first request, of which only hash and size are left.</summary>
    public void Begin(ulong hash, int size)
    {
        var sequence = (uint)(hash >> 32);
        _requests.Add(sequence, [], size);
        _sent[SlotOf(sequence)] = hash;
    }

    /// <summary>Takes in one message; what is to be told of the flow now, or null.</summary>
    public IcmpEchoEvent? Add(in EchoMessage message)
    {
        if (message.IsReply)
        {
            _replies.Add(message.Sequence, message.Data, message.Size);
            Compare(message);
        }
        else
        {
            _requests.Add(message.Sequence, message.Data, message.Size);
            _sent[SlotOf(message.Sequence)] = message.Hash;
        }
        return IsDue() ? new IcmpEchoEvent { Requests = _requests.Told, Replies = _replies.Told, Compared = _compared, Altered = _altered } : null;
    }

    /// <summary>Forgets everything, for the next flow.</summary>
    public void Reset()
    {
        if (IsEmpty) return; // most flows are no pings
        Array.Clear(_sent);
        (_requests, _replies) = (default, default);
        (_compared, _altered) = (0, 0);
        (_nextMessages, _nextAltered) = (FirstTold, 1);
    }

    private void Compare(in EchoMessage reply)
    {
        ref var sent = ref _sent[SlotOf(reply.Sequence)];
        if (sent == 0 || sent >> 32 != reply.Sequence) return; // another request took the place
        _compared++;
        if (sent != reply.Hash) _altered++;
        sent = 0; // a second reply has nothing to be compared with
    }

    private bool IsDue()
    {
        if (_altered == 0 && !_requests.IsOdd && !_replies.IsOdd) return false; // a ping, however long it goes on
        var messages = _requests.Messages + _replies.Messages;
        if (_altered < _nextAltered && messages < _nextMessages) return false;
        while (_nextMessages <= messages) _nextMessages *= 2; // ends: doubles
        while (_nextAltered <= _altered) _nextAltered *= 2;   // ends: doubles
        return true;
    }

    private static int SlotOf(uint sequence) => (int)((sequence ^ sequence >> 16) % Remembered);
}
