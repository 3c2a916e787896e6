using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>The contacts of a channel: its newest check-ins in the order of their starts, its newest flows, and when it was busy. Channels that have the same ones share it.</summary>
internal sealed class ContactHistory(Timestamp watchedFrom, int checkInsKept)
{
    /// <summary>Contacts that start so close together are kept as one: the connections of one request. No implant sleeps so little.</summary>
    public static readonly TimeSpan MergeWithin = TimeSpan.FromMilliseconds(250);

    /// <summary>Newest flows that are kept once there are many contacts: enough to look at, the rest is in conn.log. A flow weighs ten check-ins.</summary>
    public const int FlowsKept = 5;

    private const int ManyContacts = 8;
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(30);

    private CheckIn[] _places = new CheckIn[8];
    private int _first, _count; // check-ins kept are these places: the oldest go by moving the first one on
    private FlowIdentity? _flow; // the newest
    private FlowIdentity[]? _flows; // those before it: a ring, from when there are many contacts
    private int _flowsNoted;
    private Contact _shown; // by the newest, apart from its flow
    private ActivityBars? _bars; // from when check-ins are forgotten, or somebody asks: most channels never come to that

    /// <summary>The newest check-ins, in the order of their starts.</summary>
    public ReadOnlySpan<CheckIn> CheckIns => Kept;

    /// <summary>All check-ins so far, also those no longer kept.</summary>
    public int Total { get; set; }

    /// <summary>When the first of them began.</summary>
    public Timestamp First { get; set; }

    /// <summary>The newest flows, the newest last.</summary>
    public IReadOnlyList<FlowIdentity> Flows
    {
        get
        {
            if (_flow is null) return [];
            var earlier = Math.Min(_flowsNoted, FlowsKept - 1);
            return [.. Enumerable.Range(_flowsNoted - earlier, earlier).Select(number => _flows![number % (FlowsKept - 1)]), _flow];
        }
    }

    /// <summary>The contact that came last; null right after a restart.</summary>
    public Contact? Latest => _flow is { } flow ? _shown with { Flow = flow } : null;

    /// <summary>When it was busy on the last day.</summary>
    public ActivityBars Bars
    {
        get
        {
            if (_bars is { } known) return known;
            _bars = new ActivityBars(watchedFrom);
            foreach (ref readonly var checkIn in Kept) _bars.Add(checkIn.Start);
            return _bars;
        }
    }

    private Span<CheckIn> Kept => _places.AsSpan(_first, _count);

    /// <summary>Takes in a contact. Flows are told when they end, so an earlier start may come late: it is sorted in.</summary>
    public void Add(in CheckIn checkIn, in Contact contact)
    {
        if (!contact.ShowsWhat(_shown)) _shown = contact with { Flow = null! }; // most show the same each time, and to write a reference costs more than to read it
        Note(contact.Flow);
        Add(checkIn);
    }

    /// <summary>Takes in a contact of which nothing more is known.</summary>
    public void Add(in CheckIn checkIn)
    {
        var kept = Kept;
        var at = _count;
        while (at > 0 && kept[at - 1].Start > checkIn.Start) at--;
        if (TryMerge(at - 1, checkIn) || TryMerge(at, checkIn)) return;
        if (Total == 0) First = checkIn.Start;
        Insert(at, checkIn);
        Total++;
        _bars?.Add(checkIn.Start);
        while (_count > checkInsKept || Kept[^1].Start - Kept[0].Start > Oldest) Forget();
    }

    /// <summary>A history of its own that is the same up to now.</summary>
    public ContactHistory Copy() => new(watchedFrom, checkInsKept)
    {
        _places = [.. Kept, default], // room for the contact that parts them
        _count = _count,
        _flow = _flow,
        _flows = (FlowIdentity[]?)_flows?.Clone(),
        _flowsNoted = _flowsNoted,
        _shown = _shown,
        _bars = _bars?.Copy(),
        Total = Total,
        First = First,
    };

    /// <summary>Whether both had the same contacts, as far as anybody can tell.</summary>
    public bool IsSame(ContactHistory other) =>
        Total == other.Total && First == other.First && _flow == other._flow && _shown == other._shown && Kept.SequenceEqual(other.Kept)
        && _flowsNoted == other._flowsNoted && _flows.AsSpan().SequenceEqual(other._flows)
        && (_bars is null ? other._bars is null : other._bars is not null && _bars.IsSame(other._bars));

    private void Note(FlowIdentity flow)
    {
        if (ReferenceEquals(_flow, flow)) return;
        if (_flow is not null && Total >= ManyContacts)
        {
            _flows ??= new FlowIdentity[FlowsKept - 1];
            _flows[_flowsNoted++ % (FlowsKept - 1)] = _flow;
        }
        _flow = flow;
    }

    private bool TryMerge(int index, in CheckIn checkIn)
    {
        if (index < 0 || index >= _count || (Kept[index].Start - checkIn.Start).Duration() > MergeWithin) return false;
        Kept[index] = Kept[index].With(checkIn);
        return true;
    }

    private void Insert(int at, in CheckIn checkIn)
    {
        if (_first + _count == _places.Length) MakeRoom();
        var places = _places.AsSpan(_first, _count + 1);
        places[at.._count].CopyTo(places[(at + 1)..]);
        places[at] = checkIn;
        _count++;
    }

    /// <summary>Doubles, up to a quarter more than are kept: then they are moved to the beginning now and then, not with each that comes.</summary>
    private void MakeRoom()
    {
        var most = checkInsKept + checkInsKept / 4 + 1;
        var places = _places.Length < most ? new CheckIn[Math.Min(2 * _places.Length, most)] : _places;
        Kept.CopyTo(places);
        (_places, _first) = (places, 0);
    }

    private void Forget()
    {
        _ = Bars; // they count it for as long as a day lasts
        (_first, _count) = (_first + 1, _count - 1);
    }
}
