using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>Writes findings about devices.</summary>
internal static class DeviceStory
{
    private const string Name = "device";
    private const int SureOfKind = 40; // percent

    /// <summary>A device that was not there while the network was learnt.</summary>
    public static Detection New(Device device, in ArrivalRate rate, Timestamp now)
    {
        var isStatic = device.DhcpFingerprint is null && rate.UsesDhcp;
        var risk = new RiskTally().Add("new", 20, "not seen before").AddIf(device.IsMacRandomised, "randomised", -10, "its hardware address is made up: it may be known under another")
            .AddIf(device.Managed is { IsManaged: false }, "unmanaged", 10, "not on the roster").AddIf(device.Kind == "single-board computer", "kind", 10, "a small computer that fits behind any socket")
            .AddIf(device.Role == HostRole.Infrastructure, "role", 15, "it carries the traffic of others")
            .AddIf(isStatic, "static", 10, $"it took its address without asking for one, as {rate.WithDhcp} of {rate.Known} devices there do")
            .AddIf(rate is { Lately: 0, PerDay: <= 1 } && rate.Known > 0, "rare", 5, "no other came there within a day");
        var reason = $"First seen {device.FirstSeen.ToString()[..19]}Z in {rate.Part}, where {rate.Lately} others of {rate.Known} are new within a day; {Known(device)}.";
        var found = Of(("new", device), (now, device.FirstSeen), $"New device {Words(device)}", reason, risk);
        return found with
        {
            Techniques = AttackCatalog.Find("T1200"), Evidence = [.. found.Evidence, new("new_within_a_day", rate.Lately, "devices"), new("known_there", rate.Known, "devices")],
        };
    }

    /// <summary>A device that nobody manages, and that was at work after its grace.</summary>
    public static Detection Unmanaged(Device device, Timestamp now, FlowIdentity flow)
    {
        var isThing = device.Role is HostRole.Thing or HostRole.Infrastructure;
        var risk = new RiskTally().Add("unmanaged", 30, "not on the roster of managed machines").AddIf(!isThing, "role", 20, "machines of people and servers are to be managed")
            .AddIf(device.Role is HostRole.Server or HostRole.DomainController, "server", 10, "others depend on it");
        return Of(("unmanaged", device), (now, device.FirstSeen), $"Unmanaged device {Words(device)}",
            $"On the network for {Span(now - device.FirstSeen)} and on no roster by hardware address, serial, name or address; {Known(device)}.", risk) with
        {
            Flows = [flow], Techniques = AttackCatalog.Find("T1200"),
        };
    }

    /// <summary>A managed machine that is at work while its agent was not heard of.</summary>
    public static Detection SilentAgent(Device device, Timestamp now, FlowIdentity flow)
    {
        var managed = device.Managed!;
        var heard = managed.AgentLastSeen!.Value;
        var risk = new RiskTally().Add("silent", 40, "at work while its agent is silent").AddIf(device.Role is HostRole.Server or HostRole.DomainController, "server", 15, "others depend on it");
        return Of(("silent", device), (now, heard), $"Agent of {Words(device)} is silent while the machine is at work",
            $"The roster heard of {managed.Agent ?? "its agent"} last {heard.ToString()[..19]}Z, {Span(now - heard)} before this connection; the machine was recognised by its {managed.MatchedBy}.", risk) with
        {
            Flows = [flow], Techniques = AttackCatalog.Find("T1562.001"),
        };
    }

    /// <summary>A device that became another under the same hardware address.</summary>
    public static Detection Changed(DeviceEvent told, WatchedDevice watched, RiskTally risk)
    {
        var device = told.Device;
        var before = watched.Changes.TryGetValue(DeviceChange.Name, out var name) ? name.From : Words(device);
        return Of(("changed", device), (told.Time, watched.ChangedFrom), $"{before} is not what it was", $"Within {Span(told.Time - watched.ChangedFrom)}, under the hardware address {device.Mac}: {string.Join("; ", risk.Parts.Select(part => part.Why))}.", risk) with
        {
            Steps = [.. watched.Changes.OrderBy(change => change.Key).Select(change => $"{change.Key}: {change.Value.From} → {change.Value.To}")],
            Techniques = AttackCatalog.Find("T1036"), Count = watched.Identity.Times,
        };
    }

    /// <summary>An address that other hardware took.</summary>
    public static Detection Taken(TakenAddress taken, Timestamp now, RiskTally risk) =>
        OfAddress(taken, $"{Words(taken)} is other hardware than before", now, risk) with { Reason = Reasons(risk) };

    /// <summary>An address that other hardware used while its owner was there.</summary>
    public static Detection Borrowed(TakenAddress taken, Timestamp now, RiskTally risk) =>
        OfAddress(taken, $"{Words(taken)} was other hardware for {Span(taken.LastUsed - taken.At)}", now, risk) with
        {
            Reason = $"{Reasons(risk)} It opened {taken.Connections} connections with the address; then {taken.Before.Mac} had it again.",
            LastSeen = taken.LastUsed, Evidence = [new("connections", taken.Connections, "connections")],
        };

    /// <summary>A device that calls itself as a server does.</summary>
    public static Detection NameTaken(DeviceEvent told, HostIdentity owner, RiskTally risk) =>
        Of(("name", told.Device), (told.Time, told.Device.FirstSeen), $"{told.Device.Addresses[0]} calls itself {told.Device.Name}, as a server does", Reasons(risk), risk) with
        {
            Destination = owner.Address, Techniques = AttackCatalog.Find("T1036.005"),
        };

    /// <summary>How bad a risk is.</summary>
    public static Severity SeverityOf(int risk) => risk >= 70 ? Severity.High : risk >= 50 ? Severity.Medium : risk >= 20 ? Severity.Low : Severity.Informational;

    private static Detection Of((string Story, Device Device) what, (Timestamp Now, Timestamp From) time, string title, string reason, RiskTally risk) =>
        Bare(what.Device.Id, what.Story, what.Device.Addresses[0], time, risk) with
        {
            Title = title, Reason = reason, Evidence = [new("known_for", Math.Round((time.Now - what.Device.FirstSeen).TotalSeconds), "s"), new("kind_confidence", what.Device.KindConfidence, "percent")],
        };

    private static Detection Bare(string entity, string story, IpAddr source, (Timestamp Now, Timestamp From) time, RiskTally risk) => new()
    {
        Id = StableId.Of(Name, story, entity), Detector = Name, Time = time.Now, FirstSeen = time.From, LastSeen = time.Now, Title = story, Reason = story,
        Severity = SeverityOf(risk.Sum), Confidence = 80, Risk = risk.Sum, RiskParts = risk.Parts, Source = source,
    };

    private static Detection OfAddress(TakenAddress taken, string title, Timestamp now, RiskTally risk) => Bare($"{taken.Address} {taken.Mac}", "address", taken.Address, (now, taken.At), risk) with
    {
        Title = title, Techniques = AttackCatalog.Find("T1036", "T1200"),
    };

    private static string Reasons(RiskTally risk) => $"{string.Join("; ", risk.Parts.Select(part => part.Why))}.";

    private static string Words(TakenAddress taken) => taken.Before.Name is { } name ? $"{taken.Address} ({name})" : taken.Address.ToString();

    private static string Words(Device device) => device.Name ?? device.Mac?.ToString() ?? device.Addresses[0].ToString();

    private static string Known(Device device)
    {
        var kind = device is { Kind: { } named, KindConfidence: >= SureOfKind } ? $"taken for a {named}" : "nobody knows what it is";
        return device.Vendor is { } vendor ? $"{kind}, made by {vendor}" : kind;
    }

    private static string Span(TimeSpan span) => span.TotalHours >= 48 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:F0} days")
        : span.TotalMinutes >= 120 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:F0} hours") : span.TotalMinutes < 1.5 ? "a minute" : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:F0} minutes");
}
