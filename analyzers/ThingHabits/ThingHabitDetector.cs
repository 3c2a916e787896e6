using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>Finds things (cameras, printers, controllers, …) that do what they never did: go elsewhere, to other services, to other countries, send more, or answer otherwise.</summary>
public sealed class ThingHabitDetector : LearningDetector
{
    internal const string Name = "thing-habit";

    private const int SureOfKind = 40;         // percent
    private const double SureWhoBegan = 0.9;   // FlowEvent.DirectionConfidence
    private const int AddressesPerThing = 4;   // an address or two of each family
    private const int LongFlows = 20_000;      // that report while they are open
    private const int MaxTouched = 10_000;     // stories judged per minute
    private const long LeastVisit = 1024;      // bytes both ways from which a visit from outside counts: below are banners and refusals

    private readonly ThingHabitOptions _options;
    private readonly DetectorContext _context;
    private readonly LastingMap<string, Thing, KeptThing> _things;
    private readonly BoundedMap<IpAddr, Tenant> _byAddress; // asked for every flow: who has no thing's address costs one look
    private readonly FlowProgress _progress = new(LongFlows);
    private readonly List<Thing> _touched = [];
    private long _habitEvictions;

    /// <summary>A detector that knows nothing yet.</summary>
    public ThingHabitDetector(ThingHabitOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _things = new(string.Empty, options.Capacity, new(thing => thing.Id, thing => thing.Keep(), Again));
        _byAddress = new BoundedMap<IpAddr, Tenant>(options.Capacity * AddressesPerThing);
        Remember(_things);
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new(Name, "Things that do what they never did: other services, hosts, countries, volumes", ["DeviceEvent", "FlowEvent"])
    {
        Techniques = AttackCatalog.Find("T1021.001", "T1021.002", "T1021.003", "T1021.004", "T1021.006", "T1046", "T1048", "T1071", "T1133", "T1571"),
    };

    /// <inheritdoc/>
    public override long Evictions => _things.Evictions + _byAddress.Evictions + _progress.Evictions + _habitEvictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        switch (happened)
        {
            case DeviceEvent { Device: { Role: HostRole.Thing, KindConfidence: >= SureOfKind } device }: Take(device); break;
            case FlowEvent { Flow: { } flow } told when _byAddress.Count > 0 && told.DirectionConfidence >= SureWhoBegan && !flow.Responder.IsMulticast: Look(told, flow); break;
        }
    }

    /// <inheritdoc/>
    public override void OnTick(Timestamp now, IDetectionSink detections)
    {
        foreach (var thing in _touched)
        {
            if (thing.Story is not { } story) continue;
            story.IsTouched = false;
            var parts = ThingScore.Of(story, thing.Device?.Kind, thing.Device?.Vendor);
            if (parts.Sum < _options.MinimumRisk || !story.Telling.IsDue(ThingTelling.SeverityOf(parts.Sum), story.Size)) continue;
            _things.Changed(thing);
            detections.Report(ThingTelling.Of(thing, story, parts, now));
        }
        _touched.Clear();
    }

    private sealed class Tenant
    {
        public Thing? Thing;
    }

    private Thing New(string id) => new(id, _options);

    private (string Id, Thing Thing) Again(string id, KeptThing kept)
    {
        var thing = New(id);
        thing.Recall(kept);
        Settle(thing);
        return (id, thing);
    }

    private void Take(Device device)
    {
        var thing = _things.GetOrAdd(device.Id, New);
        (thing.Device, thing.Addresses) = (device, device.Addresses);
        Settle(thing);
    }

    private void Settle(Thing thing)
    {
        foreach (var address in thing.Addresses.Take(AddressesPerThing)) _byAddress.GetOrAdd(address, static _ => new Tenant()).Thing = thing;
    }

    private void Look(FlowEvent told, FlowIdentity flow)
    {
        if (flow.Transport is not (Transport.Tcp or Transport.Udp)) return;
        var goes = ThingAt(flow.Originator);
        var visited = ThingAt(flow.Responder);
        if (goes is null && visited is null) return;
        var volume = _progress.Advance(told);
        var before = EvictionsOf(goes) + EvictionsOf(visited);
        if (goes is not null) Goes(goes, told, flow, volume);
        if (visited is not null && FlowOutcome.IsAnswered(told, flow)) IsVisited(visited, told, flow, volume);
        _habitEvictions += EvictionsOf(goes) + EvictionsOf(visited) - before;
    }

    private static long EvictionsOf(Thing? thing) => thing?.Habits.Evictions ?? 0;

    /// <summary>The thing that has this address now: addresses move on.</summary>
    private Thing? ThingAt(IpAddr address) =>
        _byAddress.TryGet(address, out var tenant) && _context.Hosts.Find(address) is { Role: HostRole.Thing } host && host.DeviceId == tenant.Thing!.Id ? tenant.Thing : null;

    private void Goes(Thing thing, FlowEvent told, FlowIdentity flow, FlowVolume volume)
    {
        var outing = new Outing(told, flow, _context.Home.Contains(flow.Responder));
        if (!outing.IsAnswered && (flow.Transport == Transport.Udp || !outing.IsInside)) return; // nobody was there
        Live(thing, told.Time);
        var isEstablished = thing.IsEstablished(told.Time);
        var deviation = outing.IsInside ? Inside(thing, outing) : Outside(thing, outing);
        if (!outing.IsInside) thing.Uploads.Add(volume.FromOriginator, told.Time);
        if (!isEstablished) return;
        var there = StableHash.Join(outing.PeerKey, outing.ServiceKey);
        Note(thing, (deviation, there), (told, flow), (volume.FromOriginator, volume.FromResponder));
        if (!outing.IsInside) NoteVolume(thing, flow.Originator, told.Time);
    }

    private void IsVisited(Thing thing, FlowEvent told, FlowIdentity flow, FlowVolume volume)
    {
        Live(thing, told.Time);
        var isEstablished = thing.IsEstablished(told.Time);
        var isOutside = !_context.Home.Contains(flow.Originator);
        if (isOutside && volume.FromOriginator + volume.FromResponder < LeastVisit) return;
        var outing = new Outing(told, flow, IsInside: !isOutside);
        var port = thing.Habits.Meet(HabitKind.OwnPort, outing.ServiceKey, told.Time);
        var country = isOutside ? thing.Habits.Meet(HabitKind.Visitor, StableHash.Of(told.OriginatorCountry), told.Time) : 0;
        if (!isEstablished) return;
        var deviation = country == 0 && port == 0 ? null : new Deviation
        {
            Kind = isOutside ? DeviationKind.Visited : DeviationKind.Offers, Peer = flow.Originator, Port = flow.ResponderPort, Service = outing.Service, First = told.Time,
            Country = told.OriginatorCountry, IsRemoteControl = outing.IsRemoteControl, ServiceNovelty = port, CountryNovelty = country,
        };
        Note(thing, (deviation, StableHash.Join(isOutside ? StableHash.Of(told.OriginatorCountry) : 0, outing.ServiceKey)), (told, flow), (volume.FromResponder, volume.FromOriginator));
    }

    private static Deviation? Inside(Thing thing, in Outing outing)
    {
        var (told, flow) = (outing.Told, outing.Flow);
        var service = thing.Habits.Meet(HabitKind.InsideService, outing.ServiceKey, told.Time);
        var peer = ContactPorts.IsLookup(flow) ? 0 : thing.Habits.Meet(HabitKind.InsidePeer, outing.PeerKey, told.Time);
        return service == 0 && peer == 0 ? null : new Deviation
        {
            Kind = DeviationKind.Inside, Peer = flow.Responder, Port = flow.ResponderPort, Service = outing.Service, First = told.Time, Name = outing.Name,
            IsRemoteControl = outing.IsRemoteControl, ServiceNovelty = service, PeerNovelty = peer,
        };
    }

    private static Deviation? Outside(Thing thing, in Outing outing)
    {
        var (told, flow) = (outing.Told, outing.Flow);
        var service = thing.Habits.Meet(HabitKind.OutsideService, outing.ServiceKey, told.Time);
        if (ContactPorts.IsLookup(flow)) return null;
        var isFirst = !thing.Habits.Any(HabitKind.OutsidePeer);
        var peer = thing.Habits.Meet(HabitKind.OutsidePeer, outing.PeerKey, told.Time);
        var country = told.ResponderCountry is { } known ? thing.Habits.Meet(HabitKind.Country, StableHash.Of(known), told.Time) : 0;
        return service == 0 && peer == 0 ? null : new Deviation // a known domain's new country is a mirror
        {
            Kind = DeviationKind.Outside, Peer = flow.Responder, Port = flow.ResponderPort, Service = outing.Service, First = told.Time, Name = outing.Name, Country = told.ResponderCountry,
            Owner = outing.Owner, IsRemoteControl = outing.IsRemoteControl, ServiceNovelty = service, PeerNovelty = peer, CountryNovelty = country, IsFirstOutside = isFirst,
        };
    }

    /// <summary>It was seen at work: time to save what it does now and then.</summary>
    private void Live(Thing thing, Timestamp now)
    {
        thing.Since ??= now;
        if (thing.Habits.NoteAwake(now)) _things.Changed(thing);
    }

    /// <summary>Adds something new to the story, or more of what is in it.</summary>
    private void Note(Thing thing, (Deviation? New, ulong There) what, (FlowEvent Told, FlowIdentity Flow) of, (long Out, long In) volume)
    {
        var now = of.Told.Time;
        if (thing.Story is { } before && now - before.Last > _options.StoryGap) thing.Story = null;
        if (what.New is null && thing.Story is null) return;
        var story = thing.Story ??= new ThingStory(AddressOf(thing, of.Flow), now);
        if (what.New is { } begun) story.Begin(begun, what.There);
        var goesOn = story.Find(what.There);
        if (goesOn is not null) story.Add(goesOn, of.Told, of.Flow, volume);
        if (goesOn is not null || what.New is not null) Touch(thing, story);
    }

    private void NoteVolume(Thing thing, IpAddr address, Timestamp now)
    {
        var (hour, largest) = (thing.Uploads.Current, thing.Uploads.Largest);
        if (hour < _options.MinimumVolume || hour < _options.VolumeGrowth * largest) return;
        if (thing.Story is { } before && now - before.Last > _options.StoryGap) thing.Story = null;
        var story = thing.Story ??= new ThingStory(address, now);
        if (hour <= story.Volume.Hour) return;
        story.Volume = (hour, largest);
        Touch(thing, story);
    }

    private void Touch(Thing thing, ThingStory story)
    {
        _things.Changed(thing);
        if (story.IsTouched || _touched.Count >= MaxTouched) return;
        story.IsTouched = true;
        _touched.Add(thing);
    }

    private IpAddr AddressOf(Thing thing, FlowIdentity flow) => ThingAt(flow.Originator) == thing ? flow.Originator : flow.Responder;
}
