using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Beaconing.Benign;
using NetSensor.Analyzers.Beaconing.Channels;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>Finds hosts that call home at a rhythm, however names, addresses and certificates change, and inside connections that stay open.</summary>
public sealed class BeaconDetector : IDetector, ILearner
{
    private const int BarsOfDay = 24;
    private static readonly TimeSpan Settled = TimeSpan.FromDays(2); // watched for so long, whoever comes first to a place is news

    private static readonly TimeSpan Habit = TimeSpan.FromMinutes(15); // what a host does as soon as it is seen, it did before we watched

    private static readonly TimeSpan Arrival = TimeSpan.FromHours(1);  // who is seen first later than this came after us

    private readonly BeaconOptions _options;
    private readonly DetectorContext _context;
    private readonly ChannelBook _book;
    private readonly Neighbourhood _neighbours;
    private readonly ContactSorter _sorter;
    private readonly Stories _stories;
    private readonly BeaconMemory _memory;
    private Timestamp _now;

    /// <summary>A detector that knows nothing yet.</summary>
    public BeaconDetector(BeaconOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _book = new ChannelBook(options);
        _neighbours = new Neighbourhood(options);
        _sorter = new ContactSorter(_book, _neighbours, context.Home, options);
        _stories = new Stories(_book, options);
        _memory = new BeaconMemory(_book, _neighbours, _sorter, _stories);
    }

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("beaconing", "Hosts that contact a destination at a regular rhythm",
        ["FlowEvent", "FlowRhythmEvent", "TlsSessionEvent", "HttpTransactionEvent", "SmbFileEvent", "DnsTransactionEvent", "ArpEvent"])
    {
        Techniques = AttackCatalog.Find(BeaconStory.AllTechniques),
    };

    /// <summary>What had to make room: channels, candidates, destinations, hosts, odd servers, stories.</summary>
    public long Evictions => _book.Evictions + _neighbours.Evictions + _sorter.Evictions + _stories.Evictions;

    /// <summary>Channels known now, those of them kept in full, and the bytes that the first contacts of all take.</summary>
    public (int Channels, int Candidates, long Bytes) Size => (_book.Count.Channels, _book.Count.Candidates, _book.OpeningBytes);

    /// <inheritdoc/>
    public string MemoryName => "beaconing";

    /// <inheritdoc/>
    public int MemoryVersion => BeaconMemory.Version;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections) => _sorter.Add(happened);

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        _now = now;
        var verdicts = new List<Verdict>();
        foreach (var candidate in _book.TakeTouched())
            if (!candidate.IsFollower && Judge(candidate, now) is { } verdict) verdicts.Add(verdict);
        if (verdicts.Count == 0) return;
        foreach (var verdict in _stories.Choose(verdicts)) // also of harmless rhythms: the key that explains one best decides, and no other tells it again
            if (verdict.Risk.Risk >= _options.MinimumRisk && !IsCommon(verdict.Around)) Tell(verdict, now, detections);
    }

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value) => _memory.Recall(key, value);

    /// <inheritdoc/>
    public void Save(IMemory memory) => _memory.Save(memory, _now);

    private Verdict? Judge(Candidate candidate, Timestamp now)
    {
        if (!_sorter.StandsAlone(candidate))
        {
            candidate.JudgeAt = 2 * candidate.Total; // nothing more comes of it, unless what followed is forgotten
            return null;
        }
        var score = BeaconScore.Of(candidate.CheckIns, _options, _neighbours.SleepOf(candidate.Source));
        var missing = score.LogP - Math.Log(_options.MaximumPValue);
        if (missing > 0 || score.Now.Period < _options.MinimumPeriod.TotalSeconds)
        {
            candidate.JudgeAt = candidate.Pace.AfterDoubt(missing);
            return null;
        }
        var around = Look(candidate, score.Now.Period, now);
        var sizes = SizeProfile.Of(candidate.CheckIns);
        var risk = BeaconRisk.Of(score, sizes, around, withReasons: false); // nobody reads those of harmless rhythms, which are nearly all
        if (risk.Risk >= _options.MinimumRisk) risk = BeaconRisk.Of(score, sizes, around);
        candidate.JudgeAt = candidate.Pace.AfterVerdict(_options.MinimumRisk - risk.Risk);
        if (candidate.DueAgainAt > candidate.Total) candidate.JudgeAt = Math.Min(candidate.JudgeAt, candidate.DueAgainAt);
        return new Verdict(candidate, score, sizes, around, risk);
    }

    /// <summary>What a quarter of all hosts do is no secret channel, unless it is done in a way of its own.</summary>
    private bool IsCommon(in Surroundings around) =>
        around.Visitors >= _options.CommonSources && around.Share >= _options.CommonShare && around.Contradiction is null
        && !(around.SameClient > 0 && around.SameClientThere <= 1);

    private Surroundings Look(Candidate candidate, double period, Timestamp now)
    {
        var contact = candidate.Latest!.Value;
        var reach = _neighbours.Of(candidate.Key);
        var visitors = Math.Max(reach.Hosts, _neighbours.HostsAtName(contact)); // an address of a content network may have one visitor, its name a thousand
        var hasName = candidate.Key.Kind is not (ChannelKind.Pipe or ChannelKind.Certificate);
        var service = hasName ? PeriodicServices.Find(contact.Name) : null;
        return new Surroundings
        {
            Kind = candidate.Key.Kind,
            Role = _context.Hosts.Find(candidate.Source)?.Role ?? HostRole.Unknown,
            Contact = contact,
            Visitors = Math.Max(1, visitors),
            Hosts = Math.Max(1, _neighbours.Hosts),
            LeavesNetwork = candidate.Key.Kind is ChannelKind.Proxied or ChannelKind.Lookups || !_context.Home.Contains(contact.Flow.Responder), // who asks a proxy or a name server wants out
            IsHabit = candidate.IsHabit ??= _neighbours.FirstSeen(candidate.Source) is { } seen && candidate.First - seen < Habit + TimeSpan.FromSeconds(1.5 * period),
            IsHostOlder = _neighbours.FirstSeen(candidate.Source) - _book.WatchedFrom.At < Arrival,
            IsNew = _book.WatchedFrom.At is { } from && reach.Since > from + Settled,
            SameClient = contact.Ja4 is { } ja4 ? Math.Max(1, _neighbours.HostsWith(ja4)) : 0,
            SameClientThere = contact is { Ja4: { } client, Name: { } name } ? Math.Max(1, _neighbours.HostsWith(client, name)) : 0,
            HostsToCountry = contact.Country is { } country ? _neighbours.HostsTo(country) : 0,
            HostsToSystem = contact.Asn is { } asn ? _neighbours.HostsTo(asn) : 0,
            MachinesAsked = _neighbours.MachinesAsked(candidate.Source, contact.Flow.ResponderPort),
            Server = _sorter.TraitsOf(contact.Flow),
            AroundTheClock = _book.WatchedFrom.At is { } since && now - since >= TimeSpan.FromHours(20) && candidate.BusyBars(now) == BarsOfDay,
            Service = service,
            Contradiction = service?.Contradiction(contact),
        };
    }

    /// <summary>Told once; again only when it became worse, or when it went on for twice as long.</summary>
    private void Tell(Verdict verdict, Timestamp now, IDetectionSink detections)
    {
        var (channel, told) = (verdict.Channel, verdict.Channel.Told);
        if (told.Times > 0 && verdict.Risk.Severity <= told.Severity && channel.Total < channel.DueAgainAt) return;
        channel.Told = new Told(told.Times + 1, verdict.Risk.Severity, channel.Total);
        _book.SaveSoon(channel);
        detections.Report(BeaconStory.Tell(verdict, now));
    }
}
