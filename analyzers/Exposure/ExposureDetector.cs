using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;

namespace NetSensor.Analyzers.Exposure;

/// <summary>Finds what makes a host of ours easy prey: services that should not be offered, passwords in the clear, systems and protocols past their end.</summary>
public sealed class ExposureDetector : LearningDetector
{
    private const string Name = "exposure";
    private const string NoAuthentication = "None"; // how rfb.log calls it
    private static readonly Dictionary<string, string> Names = new() { ["upnp"] = "UPnP", ["nat-pmp"] = "NAT-PMP", ["pcp"] = "PCP" };

    private readonly ExposureOptions _options;
    private readonly DetectorContext _context;
    private readonly LastingMap<string, Exposed, KeptExposure> _told;

    /// <summary>A detector that knows nothing yet.</summary>
    public ExposureDetector(ExposureOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _told = new("told ", options.Capacity, new(exposed => exposed.Key, exposed => exposed.Keep(), (key, kept) => (key, Exposed.Again(kept))));
        Remember(_told);
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } =
        new(Name, "Weak services, passwords in the clear, systems and protocols past their end", ["DeviceEvent", "ClearTextLoginEvent", "RfbSessionEvent", "SmbNegotiateEvent", "TlsSessionEvent", "PortMappingEvent"])
        {
            Techniques = AttackCatalog.Find("T1040", "T1210", "T1133"),
        };

    /// <inheritdoc/>
    public override long Evictions => _told.Evictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        switch (happened)
        {
            case DeviceEvent told:
                Look(told, detections);
                break;
            case ClearTextLoginEvent { PasswordSeen: true, Success: not false, Flow: { } flow } login when _context.Home.Contains(flow.Responder):
                TellLogin(login, flow, detections);
                break;
            case RfbSessionEvent { Authentication: NoAuthentication, Success: not false, Flow: { } flow } when _context.Home.Contains(flow.Responder):
                Tell(new Exposed(flow.Responder, "vnc", "VNC without a password", happened.Time) { Flow = flow },
                    new RiskTally().Add("service", 20, "VNC: remote control").Add("open", 35, "no password is asked for"), "T1133", detections);
                break;
            case SmbNegotiateEvent { Status: 0, Dialect: { } dialect, Flow: { } flow } when _context.Home.Contains(flow.Responder) && Weaknesses.Of("smb", dialect) is { } old:
                Tell(new Exposed(flow.Responder, "smb1", "SMB 1 in use", happened.Time) { Flow = flow }, new RiskTally().Add("protocol", old.Points, old.Why), "T1210", detections);
                break;
            case TlsSessionEvent { Established: true, Version: { } version, Flow: { } flow } when Weaknesses.Of("tls", version) is { } old && _context.Home.Contains(flow.Responder):
                Tell(new Exposed(flow.Responder, "tls", $"{version} in use", happened.Time) { Flow = flow }, new RiskTally().Add("protocol", old.Points, old.Why), "T1040", detections);
                break;
            case PortMappingEvent { Result: 0, Flow: { } flow } door when door.Lifetime > TimeSpan.Zero && _context.Home.Contains(flow.Originator):
                TellDoor(flow, door, detections);
                break;
        }
    }

    private void Look(DeviceEvent told, IDetectionSink detections)
    {
        var device = told.Device;
        if (device.Addresses.Count == 0 || told.Change is not (DeviceChange.Appeared or DeviceChange.Service or DeviceChange.OperatingSystem)) return;
        if (device.OperatingSystem is { } system && Weaknesses.OfSystem(system) is { } old)
            Tell(new Exposed(device.Addresses[0], "system", $"{system} past its end of support", told.Time) { Entity = device.Id }, new RiskTally().Add("system", old.Points, old.Why), "T1210", detections);
        if (device.Role is HostRole.Server or HostRole.DomainController or HostRole.Infrastructure) return; // offering services is what they are for
        foreach (var service in told.Change == DeviceChange.Service ? [told.To!] : device.Services)
        {
            if (Weaknesses.OfService(service) is not { } weak) continue;
            var risk = new RiskTally().Add("service", weak.Points, weak.Why).AddIf(device.Role == HostRole.Thing, "thing", 5, "a thing that is seldom updated offers it")
                .AddIf(device.Role == HostRole.Client, "client", 10, "a machine of a person offers it");
            Tell(new Exposed(device.Addresses[0], weak.Pattern, $"{service} offered by a {device.Kind ?? "device"}", told.Time) { Entity = device.Id }, risk, "T1210", detections);
        }
    }

    /// <summary>A host had its router open a port to the outside, to itself as a rule: whoever scans the network's address finds it.</summary>
    private void TellDoor(FlowIdentity flow, PortMappingEvent door, IDetectionSink detections)
    {
        var inside = door.InternalClient ?? flow.Originator;
        var byAnother = inside != flow.Originator;
        var gives = door.InternalPort is { } port && (port == 0 || ContactPorts.IsRemoteControl(port));
        var way = $"{(door.ExternalPort is { } outer ? $"port {outer}" : "a port")} from outside to {inside}{door.InternalPort switch { null => "", 0 => ", all ports", { } inner => $" port {inner}" }}";
        var risk = new RiskTally().Add("door", 35, $"by {Names[door.Protocol]} the router {flow.Responder} opened {way}")
            .AddIf(gives, "remote control", 25, $"{(door.InternalPort == 0 ? "all ports give" : $"port {door.InternalPort} gives")} control of it")
            .AddIf(_context.Hosts.Find(inside) is { Role: HostRole.Thing }, "thing", 10, "a thing that is seldom updated")
            .AddIf(byAnother, "asked by another", 10, $"{flow.Originator} asked for it")
            .AddIf(!_context.Home.Contains(inside), "relay", 25, $"{inside} is not ours: the router relays for strangers");
        var title = door.InternalPort is { } open and > 0 ? $"port {open} is open to the outside" : "open to the outside";
        Tell(new Exposed(inside, gives ? $"door {door.InternalPort}" : "door", title, door.Time)
        {
            Flow = byAnother ? flow : null, Opened = byAnother ? null : flow, Port = byAnother ? door.InternalPort : null,
            Numbers = [.. Number("internal_port", door.InternalPort), .. Number("external_port", door.ExternalPort)],
        }, risk, "T1133", detections);
    }

    private static IEnumerable<Evidence> Number(string name, ushort? port) => port is { } known ? [new Evidence(name, known, "port")] : [];

    /// <summary>Who logs in where; of the password nothing is told.</summary>
    private void TellLogin(ClearTextLoginEvent login, FlowIdentity flow, IDetectionSink detections)
    {
        var isOutside = !_context.Home.Contains(flow.Originator);
        var risk = new RiskTally().Add("clear", 30, $"{login.Service} carries names and passwords for everybody on the way to read")
            .AddIf(isOutside, "outside", 25, "over networks of others").AddIf(login.User is "root" or "admin" or "administrator" or "Administrator", "account", 10, "an administrator's account");
        var exposed = new Exposed(flow.Responder, "login " + login.Service, $"Passwords in the clear: {login.Service}", login.Time) { Flow = flow, Account = login.User, Port = flow.ResponderPort };
        Tell(exposed, risk, "T1040", detections);
    }

    /// <summary>Tells a story once, and again when it is worse.</summary>
    private void Tell(Exposed exposed, RiskTally risk, string technique, IDetectionSink detections)
    {
        if (risk.Sum < _options.MinimumRisk) return;
        var known = _told.GetOrAdd(exposed.Key, _ => exposed);
        known.Last = exposed.Time;
        var severity = risk.Sum >= 70 ? Severity.High : risk.Sum >= 50 ? Severity.Medium : Severity.Low;
        if (exposed.Account is { } account) known.Accounts.Add(account);
        _told.Changed(known);
        if (!known.Telling.IsDue(severity, 1 + known.Accounts.Count)) return;
        detections.Report(new Detection
        {
            Id = StableId.Of(Name, exposed.Entity ?? exposed.Host.ToString(), exposed.What), Detector = Name, Time = exposed.Time, FirstSeen = known.Time, LastSeen = exposed.Time,
            Title = $"{exposed.Host}: {exposed.Title}", Reason = string.Join("; ", risk.Parts.Select(part => part.Why)) + ".", Severity = severity, Confidence = 90, Risk = risk.Sum, RiskParts = risk.Parts,
            Source = exposed.Flow?.Originator ?? exposed.Host, Destination = exposed.Flow is null ? null : exposed.Host, DestinationPort = exposed.Port, Flows = (exposed.Flow ?? exposed.Opened) is { } flow ? [flow] : [],
            Accounts = [.. known.Accounts], Techniques = AttackCatalog.Find(technique), Count = known.Telling.Times,
            Evidence = known.Accounts.Count > 0 ? [new("accounts", known.Accounts.Count, "accounts")] : exposed.Numbers,
        });
    }
}
