using System.Globalization;
using NetSensor.Analyzers.Beaconing.Channels;
using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>
/// From rhythm, sizes and surroundings to risk, confidence and severity; pure. Rhythm alone is never enough: updates and telemetry are as regular as an
/// implant, so most points come from what surrounds it.
/// </summary>
internal sealed class BeaconRisk
{
    private static readonly double CertainLogP = Math.Log(1e-12); // rhythm that cannot convince any further
    private const double SizesAlike = 0.25;      // spread of the sizes from which they say nothing any more
    private const double WildVariation = 0.35;   // jitter beyond 50 %: people who work steadily come near that
    private const double WildestVariation = 0.5; // jitter of 90 % is at 0.47
    private const int ComparableHosts = 8;       // in smaller networks "few hosts do so" means nothing
    private const int LackOfCompany = 5;
    private const int MediumAt = 60;
    private const int HighAt = 80;
    private const int FewHosts = 2;
    private const int ManyMachines = 8;          // who asks so many the same watches them
    private const double QuickPeriod = 3_600;     // seconds: what is slower needs so long to come that "from the first moment on" says little
    private const double OnPurpose = 0.08;       // jitter beyond what timers, sleep and networks add
    private const double SecondsOnPurpose = 240; // no timer is so far off, however long it runs
    private const int KeepAliveBytes = 160;      // a WebSocket's ping or a null message, with TLS around it and a label or two
    private const int LongSince = 50;            // check-ins, or
    private static readonly TimeSpan LongSpan = TimeSpan.FromHours(12);
    private static readonly HashSet<ushort> UsualPorts = [21, 22, 25, 53, 80, 110, 123, 143, 443, 465, 587, 853, 993, 995, 1883, 3128, 5222, 5223, 5228, 8080, 8443, 8883];

    private readonly RiskTally _tally;

    private BeaconRisk(bool withReasons) => _tally = new RiskTally { KeepsParts = withReasons };

    /// <summary>What the risk is made of.</summary>
    public IReadOnlyList<RiskPart> Parts => _tally.Parts;

    /// <summary>0 to 100.</summary>
    public int Risk => _tally.Sum;

    /// <summary>0 to 100.</summary>
    public int Confidence { get; private init; }

    /// <summary>Follows from the risk.</summary>
    public Severity Severity => Risk >= HighAt ? Severity.High : Risk >= MediumAt ? Severity.Medium : Severity.Low;

    /// <summary>Weighs a channel; without reasons, only the sums are told.</summary>
    public static BeaconRisk Of(in BeaconScore score, in SizeProfile sizes, in Surroundings around, bool withReasons = true)
    {
        var certain = Math.Min(1, score.LogP / CertainLogP);
        var risk = new BeaconRisk(withReasons) { Confidence = (int)Math.Round(100 * certain * Math.Min(1, score.CheckIns / 20.0) * (1 - score.MissedShare / 2)) };
        var isOld = IsOldHabit(score, sizes, around);
        risk.WeighRhythm(score, certain, isOld);
        risk.WeighTime(score, around, isOld);
        risk.WeighSizes(sizes);
        if (around.Kind == ChannelKind.Inside) risk.WeighInside(score, sizes, around);
        risk.WeighPlace(around);
        risk.WeighCompany(around);
        risk.WeighClient(around);
        risk.WeighServer(around);
        risk.WeighKnown(around);
        if (around.Hosts < ComparableHosts) // the capture of a machine or two: nothing in it is rare, and nothing of it is more than a hint
            risk._tally.Add("no company", -Math.Max(LackOfCompany, risk.Risk - MediumAt + 1), "too few hosts were seen to tell what is usual");
        return risk;
    }

    private void WeighRhythm(in BeaconScore score, double certain, bool isOld)
    {
        var variation = score.Now.Variation;
        var weight = variation <= WildVariation ? 1 : variation <= WildestVariation ? 0.7 : 0.3;
        _tally.Add("rhythm", 30 * weight * certain, $"intervals vary by {Percent(variation)}");
        if (IsVaried(score) && !isOld) _tally.Add("varied", 6, "timers of programs are exact: who varies his wants not to be noticed");
    }

    /// <summary>What a host does from the moment on at which it is seen first, as all its programs do, is no news however long it lasts.</summary>
    private void WeighTime(in BeaconScore score, in Surroundings around, bool isOld)
    {
        if (around.IsHabit && around.Hosts >= ComparableHosts) // of one machine's capture, everything is there from the beginning
        {
            _tally.Add("habit", isOld ? -34 : IsVaried(score) ? -12 : -30, "the host did so from the moment on at which it was seen first"); // an implant may have been there before us, too
            return;
        }
        if (score.CheckIns >= LongSince || score.Covered >= LongSpan) _tally.Add("lasting", 5, $"{score.CheckIns} check-ins judged");
        if (around.IsNew) _tally.Add("new", 5, "nobody went there in the first days that were watched");
        if (around.AroundTheClock) _tally.Add("day and night", 5, "the cadence is the same all day");
    }

    private void WeighSizes(in SizeProfile sizes)
    {
        if (sizes.MedianOut > 0) _tally.Add("equal sizes", 10 * Math.Max(0, 1 - sizes.SpreadOut / SizesAlike), $"requests differ by {Percent(sizes.SpreadOut)}");
        if (sizes.Tasks > 0) _tally.Add("tasks", 4, $"{sizes.Tasks} replies are far larger than the usual {sizes.MedianIn:0} bytes");
    }

    /// <summary>Programs keep their connections alive by small messages at an exact pace, above all where an address translator would forget a silent UDP flow.</summary>
    private void WeighInside(in BeaconScore score, in SizeProfile sizes, in Surroundings around)
    {
        _tally.Add("kept open", around.Contact.Flow.Transport == Transport.Udp ? -25 : -10, "programs keep their connections alive by such messages");
        if (score.Sleep.Form == JitterForm.Exact && Math.Max(sizes.MedianOut, sizes.MedianIn) <= KeepAliveBytes)
            _tally.Add("keep-alive", -15, $"exact, and no more than {Math.Max(sizes.MedianOut, sizes.MedianIn):0} bytes");
    }

    private void WeighPlace(in Surroundings around)
    {
        if (around.LeavesNetwork) _tally.Add("leaves the network", 12, "the other side is not one of ours");
        else if (around.Kind != ChannelKind.Pipe && (around.Contact.Service is not null || around.Visitors > FewHosts))
            _tally.Add("ordinary inside", -15, around.Contact.Service is { } service ? $"it is {service} within the network" : "others use it as well");
        if (around is { LeavesNetwork: true, Contact.Name: null }) _tally.Add("no name", 8, "the address was not looked up under any name");
        if (around.LeavesNetwork && around.Contact.Service is null && !UsualPorts.Contains(around.Contact.Flow.ResponderPort))
            _tally.Add("odd port", 4, $"port {around.Contact.Flow.ResponderPort}, protocol not known");
        if (around is { Role: HostRole.Thing, LeavesNetwork: true, Contact.Name: not null }) _tally.Add("thing", -15, "things call the clouds of their makers");
        if (around.Kind == ChannelKind.Pipe)
        {
            var known = Pipes.IsWellKnown(around.Contact.Name ?? "");
            _tally.Add("pipe", known ? -15 : 25, known ? "administration uses this pipe" : "Windows has no such pipe of its own");
        }
    }

    private void WeighCompany(in Surroundings around)
    {
        if (around.Visitors <= FewHosts) _tally.Add("rare", 20 * (1 - around.Share), Of(around.Visitors, around.Hosts, "go there"));
        else if (around.Visitors <= 2 * FewHosts) _tally.Add("rare", 10 * (1 - around.Share), Of(around.Visitors, around.Hosts, "go there"));
        else _tally.Add("common", -Math.Min(20, 2 * around.Visitors), Of(around.Visitors, around.Hosts, "go there"));
        if (around.Hosts >= ComparableHosts)
        {
            if (around.HostsToCountry is > 0 and <= FewHosts) _tally.Add("rare country", 4, Of(around.HostsToCountry, around.Hosts, $"speak to {around.Contact.Country}"));
            if (around.HostsToSystem is > 0 and <= FewHosts) _tally.Add("rare network", 4, Of(around.HostsToSystem, around.Hosts, $"speak to AS {around.Contact.Asn}"));
        }
        if (!around.LeavesNetwork && around.MachinesAsked >= ManyMachines) _tally.Add("asks many", -30, $"it asks about {around.MachinesAsked} machines on this port: it watches them");
    }

    private void WeighClient(in Surroundings around)
    {
        if (around.SameClient == 0 || around.Hosts < ComparableHosts) return;
        if (around.SameClient <= FewHosts) _tally.Add("rare client", 8, Of(around.SameClient, around.Hosts, "have this TLS client"));
        else if (around.SameClient >= around.Hosts / 4) _tally.Add("common client", -5, Of(around.SameClient, around.Hosts, "have this TLS client"));
        if (around.Visitors > 2 * FewHosts && around.SameClientThere <= 1) _tally.Add("other client", 15, "no other host goes there with this TLS client");
    }

    private void WeighServer(in Surroundings around)
    {
        if (around.Server.SelfSigned) _tally.Add("certificate", 10, "the server vouches for itself");
        else if (around.Server.ValidDays is > 0 and < ServerTraits.ShortLivedDays) _tally.Add("certificate", 6, $"valid for {around.Server.ValidDays} days only");
        if (around.Server.WithoutName) _tally.Add("no server name", 5, "TLS asks for no name");
    }

    private void WeighKnown(in Surroundings around)
    {
        if (around.Service is not { } service) return;
        if (around.Contradiction is { } contradiction) _tally.Add("masquerade", 20, contradiction);
        else _tally.Add("known service", -40, service.What + " is periodic by design");
    }

    /// <summary>Whether the sleep is drawn from a span that no timer makes: by its share, or of slow ones by the minutes that it is.</summary>
    private static bool IsVaried(in BeaconScore score) =>
        score.Sleep.Form != JitterForm.Exact && (score.Sleep.Jitter >= OnPurpose || score.Sleep.Jitter * score.Now.Period >= SecondsOnPurpose);

    /// <summary>
    /// What was there when we began to watch, and never got any other answer, is one of the many pollers that every office has, however its pauses vary. A slow one may have begun after us.
    /// </summary>
    private static bool IsOldHabit(in BeaconScore score, in SizeProfile sizes, in Surroundings around) =>
        around is { IsHabit: true, IsHostOlder: true, Hosts: >= ComparableHosts } && score.Now.Period <= QuickPeriod && sizes.Tasks == 0;

    private static string Of(int some, int all, string what) => $"{some} of {all} hosts {what}";

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
