using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Dga;

/// <summary>Finds clients that ask for many generated names which do not exist, one of which will.</summary>
public sealed class DgaDetector : LearningDetector
{
    private const string Name = "dga";
    private const ushort MulticastPort = 5353, LocalNamePort = 5355, NetBiosPort = 137;
    private const int NoSuchName = 3, NoError = 0;  // RCODE, RFC 1035 §4.1.1
    private const int FewDomains = 5;               // from so many on, names that exist are looked at as well
    private const double OnBehalf = 0.5;            // share of the domains that others had it ask for, from which it is their story
    private const int JudgeAgainShare = 8;          // an eighth more domains before a client is judged again: fewer could hardly change the verdict

    private readonly DgaOptions _options;
    private readonly LastingMap<IpAddr, NameBurst, KeptBurst> _clients;

    /// <summary>A detector that knows nothing yet.</summary>
    public DgaDetector(DgaOptions options)
    {
        _options = options;
        _clients = new("client ", options.Clients, new(burst => burst.Client.ToString(), burst => burst.Keep(), (_, kept) => (kept.Client, NameBurst.Again(kept))));
        Remember(_clients);
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new(Name, "Clients that ask for generated names which do not exist", ["DnsTransactionEvent"]) { Techniques = DgaStory.Techniques };

    /// <summary>Clients that had to make room for newer ones.</summary>
    public override long Evictions => _clients.Evictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not DnsTransactionEvent { ResponseCode: NoSuchName or NoError, SawQuery: true, Query: { } name, Flow: { } flow } asked || !IsUnicast(flow)) return;
        if (asked.ResponseCode == NoError)
        {
            if (_clients.TryGet(flow.Originator, out var known)) Resolve(known, asked, name, detections);
            return;
        }
        if (!CandidateName.TryFind(name, out var domain, out var label)) return;
        if (_clients.TryGet(flow.Responder, out var server)) server.AddOnBehalf(domain); // a name server asked outside before it answered
        var burst = _clients.GetOrAdd(flow.Originator, static client => new NameBurst(client));
        if (burst.Questions > 0 && asked.Begin - burst.First > _options.Window) burst.Restart();
        burst.Count(asked.Begin);
        _clients.Changed(burst);
        burst.AddMissing(name, domain, label, flow);
        if (burst.Domains >= _options.MinimumNames && burst.Domains >= burst.JudgeAt) Judge(burst, asked.Time, detections);
    }

    private static bool IsUnicast(FlowIdentity flow) =>
        flow.ResponderPort is not (MulticastPort or LocalNamePort or NetBiosPort) && !flow.Responder.IsMulticast;

    private void Resolve(NameBurst burst, DnsTransactionEvent asked, string name, IDetectionSink detections)
    {
        burst.Count(asked.Begin);
        if (burst.Domains < FewDomains || asked.Addresses is not [var found, ..] || !CandidateName.TryFind(name, out _, out var label)) return;
        if (LetterPairs.Surprise(label) < Math.Max(_options.MinimumSurprise, burst.MeanSurprise - 1)) return;
        _clients.Changed(burst);
        burst.AddResolved(name, found.Address);
        if (burst.Told.Times > 0) Judge(burst, asked.Time, detections);
    }

    private void Judge(NameBurst burst, Timestamp now, IDetectionSink detections)
    {
        burst.JudgeAt = burst.Domains + Math.Max(1, burst.Domains / JudgeAgainShare);
        if (burst.OnBehalfShare >= OnBehalf) return;
        if (DgaScore.Of(burst, _options) is { } score && burst.Told.IsDue(score.Severity, burst.Domains)) detections.Report(DgaStory.Tell(burst, score, now));
    }
}
