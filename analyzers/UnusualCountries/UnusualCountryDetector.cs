using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>Finds hosts that have to do with a country that is new to them, when that is odd for who they are.</summary>
public sealed class UnusualCountryDetector : LearningDetector
{
    internal const string Name = "unusual-country";

    private const int LongFlows = 20_000;   // that report while they are open
    private const int Names = 100_000;      // registrable domains of the network
    private const double LeastSize = 10_000_000; // bytes: four times less than this is little
    private const int MaxTouched = 50_000;  // stories judged per minute
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(1);  // a name first seen so lately is fresh…
    private static readonly TimeSpan KnowsNamesAfter = TimeSpan.FromDays(2); // …once names were watched for so long

    private static readonly string[] RoleKeys = [.. Enum.GetValues<HostRole>().Select(role => $"role/{role}")]; // in the order of their numbers, which have no gaps

    private readonly UnusualCountryOptions _options;
    private readonly DetectorContext _context;
    private readonly CountryHabits _habits;
    private readonly ServingHosts _serving;
    private readonly FlowProgress _progress = new(LongFlows);
    private readonly BoundedMap<uint, Timestamp> _names = new(Names);
    private readonly Dictionary<string, string> _zoneKeys = new(StringComparer.Ordinal);
    private readonly List<CountryStory> _touched = [];
    private Timestamp? _watchedFrom;

    /// <summary>A detector that knows nothing yet.</summary>
    public UnusualCountryDetector(UnusualCountryOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _habits = new CountryHabits(options);
        _serving = new ServingHosts(options.Hosts);
        Remember(_habits.Parts);
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new(Name, "Hosts that have to do with a country that is new to them", ["FlowEvent"])
    {
        Techniques = AttackCatalog.Find("T1071", "T1041", "T1133"),
    };

    /// <summary>Where no event will ever name a country, there is nothing to learn.</summary>
    public override IReadOnlyList<string> Needs => _context is { IsOnePass: true, KnowsCountries: false } ? [] : Info.Needs;

    /// <summary>Hosts, names and long flows that had to make room for newer ones.</summary>
    public override long Evictions => _habits.Evictions + _serving.Evictions + _progress.Evictions + _names.Evictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not FlowEvent { Flow: { } flow } told) return;
        NoteWork(told, flow);
        if (told.OriginatorCountry is null && told.ResponderCountry is null) return;
        if (Contact.Of(told, flow, _context.Home) is not { } contact) return;
        var volume = _progress.Advance(told);
        if (!contact.Opened && (told.OriginatorBytes ?? 0) + (told.ResponderBytes ?? 0) < _options.MinimumInboundBytes) return;
        Take(contact, volume);
    }

    /// <inheritdoc/>
    public override void OnTick(Timestamp now, IDetectionSink detections)
    {
        foreach (var story in _touched)
        {
            story.IsTouched = false;
            Judge(story, now, detections);
        }
        _touched.Clear();
    }

    /// <summary>A camera that is at work for days and goes nowhere has habits as well.</summary>
    private void NoteWork(FlowEvent told, FlowIdentity flow)
    {
        if (told.IsInterim) return;
        if (_context.Home.Contains(flow.Originator)) _habits.NoteAwake(flow.Originator, told.Time);
        if (!_context.Home.Contains(flow.Responder) || !FlowOutcome.IsAnswered(told, flow)) return;
        _habits.NoteAwake(flow.Responder, told.Time);
        _serving.Note(flow);
    }

    private void Take(in Contact contact, FlowVolume volume)
    {
        var now = contact.Told.Time;
        _watchedFrom ??= now;
        var domain = contact.Name is { } name ? HashedNames.OfThread.Of(name).DomainNumber : (uint?)null;
        var nameSeen = domain is { } known ? FirstSeen(known, now) : now;
        var profile = _habits.Of(contact.Host);
        var record = profile.Find(contact.Country, now);
        if (record is null || now - record.Last >= _options.ObservationInterval)
        {
            var story = record is null ? Begin(contact, profile, domain, nameSeen) : record.Story;
            record = _habits.Observe(profile, contact.Country, GroupsOf(contact), now);
            record.Story = story;
        }
        if (domain is { } met) profile.Domains.Add(met);
        if (contact.System is { } system) profile.Systems.Add(system);
        if (record.Story is not { } open) return;
        Continue(record, open, contact, volume);
        _habits.NoteStory(profile);
    }

    private void Continue(CountryRecord record, CountryStory story, in Contact contact, FlowVolume volume)
    {
        if (story.Telling.Times == 0 && contact.Told.Time - story.First > _options.NewFor)
        {
            record.Story = null; // usual by now
            return;
        }
        story.Add(contact, volume);
        if (story.IsTouched || _touched.Count >= MaxTouched) return;
        story.IsTouched = true;
        _touched.Add(story);
    }

    /// <summary>A country is new to a host; null when that could be expected, or too little is known to say.</summary>
    private CountryStory? Begin(in Contact contact, CountryProfile profile, uint? domain, Timestamp nameSeen)
    {
        var now = contact.Told.Time;
        var role = RoleOf(contact);
        var countsAwake = CountryScore.RoleFactor(role) >= 1; // people are away from their desks, and then browse: of them only contacts tell
        var host = profile.ChanceOfNew(now, countsAwake);
        var network = _habits.Of(CountryHabits.Network).ChanceOfNew(now);
        var before = _habits.OthersThan(contact.Host, contact.Country, now);
        if (host > _options.MaximumChance && (network > _options.MaximumChance || before > 0)) return null;
        var isLearning = now - (_habits.Since.At ?? now) < _options.LearningPeriod;
        if (isLearning && profile.ObservationsAt(now, countsAwake) < _options.LearningObservations) return null;
        var zone = _context.Zones.Of(contact.Host);
        return new CountryStory(contact.Host, contact.Country, new CountryNovelty
        {
            Role = role,
            HostChance = host,
            HostObservations = profile.ObservationsAt(now, countsAwake),
            RoleChance = ChanceIfNew(RoleKey(role), contact.Country, now),
            ZoneChance = zone is null ? null : ChanceIfNew(ZoneKey(zone), contact.Country, now),
            NetworkChance = network,
            HostsBefore = before,
            Hosts = _habits.Hosts,
            KnowsSystem = contact.System is { } system && profile.Systems.Contains(system),
            KnowsDomain = domain is { } met && profile.Domains.Contains(met),
            IsDomainFresh = domain is not null && now - nameSeen < FreshFor && now - _watchedFrom!.Value > KnowsNamesAfter,
            IsLearning = isLearning,
        }, now);
    }

    private Timestamp FirstSeen(uint domain, Timestamp now) => _names.TryGet(domain, out var first) ? first : Note(domain, now);

    private Timestamp Note(uint domain, Timestamp now) => _names.GetOrAdd(domain, _ => now); // apart: what it captures is made for new names only

    private double? ChanceIfNew(string group, string country, Timestamp now)
    {
        var profile = _habits.Of(group);
        return profile.Find(country, now) is null ? profile.ChanceOfNew(now) : null;
    }

    /// <summary>What a host is; of whom nobody knows anything, that several come to it, or that somebody outside gets in by a port for remote control, makes a server.</summary>
    private HostRole RoleOf(in Contact contact)
    {
        var host = contact.Host;
        var known = _context.Hosts.Find(host)?.Role ?? HostRole.Unknown;
        return known == HostRole.Unknown && (_serving.Contains(host) || (!contact.Opened && ContactPorts.IsRemoteControl(contact.Flow.ResponderPort))) ? HostRole.Server : known;
    }

    private string[] GroupsOf(in Contact contact) => _context.Zones.Of(contact.Host) is { } zone
        ? [CountryHabits.Network, RoleKey(RoleOf(contact)), ZoneKey(zone)]
        : [CountryHabits.Network, RoleKey(RoleOf(contact))];

    private static string RoleKey(HostRole role) => RoleKeys[(int)role];

    private string ZoneKey(string zone)
    {
        if (!_zoneKeys.TryGetValue(zone, out var key)) _zoneKeys[zone] = key = $"zone/{zone}"; // as many as the configuration names
        return key;
    }

    private void Judge(CountryStory story, Timestamp now, IDetectionSink detections)
    {
        var risk = CountryScore.Of(story, _options, withReasons: false).Sum; // nearly all come to nothing
        if (risk < _options.MinimumRisk) return;
        if (story.Novelty.IsLearning && (risk < _options.LearningRisk || CountryScore.RoleFactor(story.Novelty.Role) < 1)) return;
        var severity = CountryTelling.SeverityOf(risk);
        if (!story.Telling.IsDue(severity, Math.Max(story.BytesOut, LeastSize))) return;
        _habits.NoteTelling(story.Host);
        detections.Report(CountryTelling.Of(story, CountryScore.Of(story, _options), now));
    }
}
