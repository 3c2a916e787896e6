using System.Runtime.CompilerServices;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>
/// All channels in two tiers: the first contacts of each in little room, and in full those that have more. Knows the candidates that should be
/// judged.
/// </summary>
internal sealed class ChannelBook
{
    private const string OpeningKey = "opening/";
    private const int SaveAgainShare = 16; // a candidate is worth saving again when so large a share of what is saved came to it

    private readonly BeaconOptions _options;
    private readonly CompactTable<Opening> _openings;
    private readonly KeptTable<Opening> _keptOpenings;
    private readonly BoundedMap<ulong, Candidate> _candidates;
    private readonly List<Candidate> _touched = [];
    private readonly UnsavedEntries<Candidate> _unsaved;
    private long _round = 1; // of judging
    private int _fetched; // nobody reads it; who reads memory for nothing is told by the compiler that he need not

    /// <summary>A book without entries.</summary>
    public ChannelBook(BeaconOptions options)
    {
        _options = options;
        _openings = new CompactTable<Opening>(options.Channels);
        _keptOpenings = new KeptTable<Opening>(OpeningKey, _openings);
        _candidates = new BoundedMap<ulong, Candidate>(options.Candidates);
        _unsaved = new UnsavedEntries<Candidate>(() => _candidates.Values) { CanWait = candidate => candidate.Total - candidate.Saved <= candidate.Saved / SaveAgainShare };
    }

    /// <summary>The first moment of all: the window that RITA would look at begins there.</summary>
    public KeptMoment WatchedFrom { get; } = new("watch");

    /// <summary>Channels and candidates that had to make room for others.</summary>
    public long Evictions => _openings.Evictions + _candidates.Evictions;

    /// <summary>Channels known now, and those of them that are kept in full.</summary>
    public (int Channels, int Candidates) Count => (_openings.Count, _candidates.Count);

    /// <summary>Bytes of the first tier.</summary>
    public long OpeningBytes => _openings.Bytes;

    /// <summary>
    /// Looks at what a contact with each of these channels is going to need, at all of them step by step: so their memory is waited for once, and not one after the other.
    /// </summary>
    public void Fetch(ReadOnlySpan<ChannelKey> keys)
    {
        Span<int> numbers = stackalloc int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            ref readonly var opening = ref _openings.Find(keys[i].Hash);
            numbers[i] = !Unsafe.IsNullRef(in opening) && opening.IsCandidate ? opening.Number : -1;
        }
        var fetched = 0;
        foreach (var number in numbers)
            if (number >= 0) fetched += _candidates.ValueAt(number)?.Total ?? 0;
        _fetched = fetched;
    }

    /// <summary>Takes in a contact.</summary>
    /// <param name="key">The channel.</param>
    /// <param name="checkIn">Time and sizes.</param>
    /// <param name="contact">What else it shows.</param>
    /// <param name="reached">All channels that the contact comes to, of one that others may follow: those among them are not to be added to any more.</param>
    /// <param name="isNew">Whether the channel was not known before.</param>
    /// <returns>The candidate that the channel is by now; null while it has few contacts.</returns>
    public Candidate? Add(in ChannelKey key, in CheckIn checkIn, in Contact contact, ReadOnlySpan<ChannelKey> reached, out bool isNew)
    {
        ref var opening = ref _openings.GetOrAdd(key.Hash, out isNew);
        if (opening.IsCandidate)
        {
            if (_candidates.TryGetAt(opening.Number, key.Hash, out var candidate))
            {
                Part(candidate, reached);
                candidate.Add(checkIn, contact);
                Note(candidate);
                return candidate;
            }
            opening.Restart(); // it had to make room meanwhile
        }
        if (opening.TryAdd(checkIn))
        {
            _keptOpenings.Changed(key.Hash, ref opening);
            return null;
        }
        isNew = false;
        var grown = Open(key, contact.Flow.Originator, Where(key.Kind, contact), ref opening);
        Part(grown, reached); // it may be an old one, whose first contacts had to make room
        grown.Add(checkIn, contact);
        Note(grown);
        return grown;
    }

    /// <summary>Notes of a channel that follows a leader that the contact which the leader took in last is its own too; false when it does not follow.</summary>
    public bool TryNoteFollower(Candidate leader, in ChannelKey key)
    {
        if (leader.FollowerOf(key) is not { } follower) return false;
        if (!_candidates.TryGetAt(follower.Number, key.Hash, out var known) || known != follower)
        {
            leader.Part(follower); // it had to make room meanwhile
            return false;
        }
        _unsaved.Add(follower);
        return true;
    }

    /// <summary>Takes in a further contact of the same flow, right after one that made or found the candidate.</summary>
    public void AddMore(Candidate candidate, in CheckIn checkIn)
    {
        candidate.Add(checkIn);
        Note(candidate);
    }

    /// <summary>Adds a candidate that was kept; its check-ins are the caller's to add.</summary>
    public Candidate Recall(in ChannelKey key, IpAddr source, string where)
    {
        ref var opening = ref _openings.GetOrAdd(key.Hash, out _);
        if (!opening.IsCandidate) opening.Restart(); // its first contacts are among those that were kept
        return Open(key, source, where, ref opening);
    }

    /// <summary>Takes back what was kept of first contacts, and since when there are any; false when the key is of something else.</summary>
    /// <exception cref="FormatException">The key is its own, and the value is not.</exception>
    public bool TryRecall(string key, ReadOnlySpan<byte> value) => WatchedFrom.TryRecall(key, value) || _keptOpenings.TryRecall(key, value);

    /// <summary>Tells of first contacts what changed since the last call.</summary>
    public void Save(IMemory memory, Timestamp now)
    {
        WatchedFrom.Save(memory);
        _keptOpenings.Save(memory, now);
    }

    /// <summary>The candidates that got enough contacts to be judged since the last call.</summary>
    public List<Candidate> TakeTouched()
    {
        var taken = new List<Candidate>(_touched);
        foreach (var candidate in taken) candidate.IsTouched = false;
        _touched.Clear();
        _round++;
        return taken;
    }

    /// <summary>Tells the candidates that changed enough to be saved; those that hardly did wait, unless nobody is asked again.</summary>
    public void TellUnsaved(IMemory memory, Action<Candidate> tell) => _unsaved.TellTo(memory, candidate =>
    {
        tell(candidate);
        candidate.Saved = candidate.Total;
    });

    /// <summary>Whether the candidate is known, and did not have to make room.</summary>
    public bool Holds(Candidate candidate) => _candidates.TryPeek(candidate.Key.Hash, out var known) && known == candidate;

    /// <summary>It must not be forgotten, whatever happens next.</summary>
    public void SaveSoon(Candidate candidate)
    {
        candidate.Saved = 0;
        _unsaved.Add(candidate);
    }

    private Candidate Open(in ChannelKey key, IpAddr source, string where, ref Opening opening)
    {
        var candidate = new Candidate(key, source, WatchedFrom.At ?? default, _options.CheckInsKept) { Where = where };
        for (var i = 0; i < opening.Count; i++) candidate.Add(opening[i]);
        var kept = _candidates.GetOrAdd(key.Hash, candidate, out var number);
        kept.Number = number;
        opening.Grow(number);
        return kept;
    }

    /// <summary>Who follows and does not have the next contact goes its own way from here; what it had in this round is still to be judged.</summary>
    private void Part(Candidate leader, ReadOnlySpan<ChannelKey> reached)
    {
        while (leader.PartFollower(reached) is { } parted) // ends: each has one follower less
        {
            if (leader.ContactedIn == _round) Note(parted);
            else _unsaved.Add(parted);
        }
    }

    private void Note(Candidate candidate)
    {
        candidate.ContactedIn = _round;
        _unsaved.Add(candidate);
        if (candidate.IsTouched || candidate.Total < _options.MinimumCheckIns || candidate.Total < candidate.JudgeAt) return;
        if (_touched.Count >= _options.Candidates) return; // a flood makes more a minute than are kept
        candidate.IsTouched = true;
        _touched.Add(candidate);
    }

    private static string Where(ChannelKind kind, in Contact contact) => kind switch
    {
        ChannelKind.Domain when contact.Name is { } name => "*." + RegistrableDomain.Of(name).ToString(),
        ChannelKind.Client => $"{NetworkText(contact.Flow.Responder)}, TLS client {contact.Ja4}",
        ChannelKind.Certificate => $"whoever shows certificate {contact.Name}",
        ChannelKind.Lookups => $"names below {contact.Name}",
        ChannelKind.Pipe => $"{contact.Flow.Responder}, pipe {contact.Name}",
        ChannelKind.Proxied => $"{contact.Name} through proxy {contact.Flow.Responder}:{contact.Flow.ResponderPort}",
        _ => $"{contact.Name ?? contact.Flow.Responder.ToString()}:{contact.Flow.ResponderPort}",
    };

    private static string NetworkText(IpAddr address)
    {
        var bits = address.IsIPv4 ? 24 : 48;
        var network = address.IsIPv4 ? IpAddr.FromIPv4(address.IPv4Value & 0xFFFF_FF00) : new IpAddr(address.High & 0xFFFF_FFFF_FFFF_0000, 0);
        return $"{network}/{bits}";
    }
}
