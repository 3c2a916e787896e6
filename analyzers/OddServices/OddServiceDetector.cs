using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.OddServices;

/// <summary>Finds services outside that are not at home on their port, or show a certificate that nobody vouches for, when several oddities agree.</summary>
public sealed class OddServiceDetector : LearningDetector
{
    private const string Name = "odd-service";

    private readonly OddServiceOptions _options;
    private readonly HomeNetworks _home;
    private readonly LastingMap<(IpAddr Source, IpAddr Destination, ushort Port), ServicePair, KeptService> _pairs;
    private readonly Prevalence<IpAddr> _visitors;
    private readonly Prevalence<string> _greetings;
    private readonly CertificateOddities _certificates = new();

    /// <summary>A detector that knows nothing yet.</summary>
    public OddServiceDetector(OddServiceOptions options, HomeNetworks home)
    {
        (_options, _home) = (options, home);
        _pairs = new("pair ", options.Pairs,
            new(pair => $"{pair.Source} {pair.Destination} {pair.Port}", pair => pair.Keep(), (_, kept) => ((kept.Source, kept.Destination, kept.Port), ServicePair.Again(kept))));
        _visitors = new Prevalence<IpAddr>(options.Pairs);
        _greetings = new Prevalence<string>(options.Pairs);
        Remember(_pairs, _visitors.KeptAs("visited ", address => address.ToString(), IpAddr.Parse), _greetings.KeptAs("greeting ", ja4 => ja4, ja4 => ja4));
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new(Name, "Services outside on foreign ports or with odd certificates", ["FlowEvent", "TlsSessionEvent"])
    {
        Techniques = OddServiceStory.Techniques,
    };

    /// <summary>Pairs, destinations and greetings that had to make room.</summary>
    public override long Evictions => _pairs.Evictions + _visitors.Evictions + _greetings.Evictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened.Flow is not { Transport: Transport.Tcp } flow || !_home.Contains(flow.Originator) || _home.Contains(flow.Responder)) return;
        switch (happened)
        {
            case TlsSessionEvent session: Greeted(session, flow, detections); break;
            case FlowEvent { IsInterim: false, ResponderPackets: > 0 } ended: Ended(ended, flow, detections); break;
        }
    }

    private void Greeted(TlsSessionEvent session, FlowIdentity flow, IDetectionSink detections)
    {
        var alike = session.Ja4 is { } ja4 ? _greetings.Add(flow.Originator, ja4, session.Time) : 0;
        var oddities = session.ServerCertificate is { } certificate ? _certificates.Of(certificate, session.Start, session.NameMatchesCertificate) : CertificateOddity.None;
        var stranger = UsualPorts.StrangerOn("ssl", flow.ResponderPort);
        if (oddities is CertificateOddity.None or CertificateOddity.OtherName or CertificateOddity.SmallSerial && stranger is null) return; // one of these alone is nothing
        var pair = PairOf(flow);
        (pair.WasTls, pair.ServerName, pair.Ja4, pair.GreetAlike) = (true, session.ServerName ?? pair.ServerName, session.Ja4 ?? pair.Ja4, alike);
        (pair.Oddities, pair.Subject, pair.Stranger) = (pair.Oddities | oddities, session.ServerCertificate?.Subject ?? pair.Subject, stranger ?? pair.Stranger);
        pair.Add(flow);
        Judge(pair, session.Time, detections);
    }

    private void Ended(FlowEvent ended, FlowIdentity flow, IDetectionSink detections)
    {
        _visitors.Add(flow.Originator, flow.Responder, ended.Time);
        if (UsualPorts.StrangerOn(ended.Service, flow.ResponderPort) is not { } stranger) return;
        var pair = PairOf(flow);
        pair.Stranger = stranger;
        pair.Add(flow);
        Judge(pair, ended.Time, detections);
    }

    private ServicePair PairOf(FlowIdentity flow) =>
        _pairs.GetOrAdd((flow.Originator, flow.Responder, flow.ResponderPort), static key => new ServicePair(key.Source, key.Destination, key.Port));

    private void Judge(ServicePair pair, Timestamp now, IDetectionSink detections)
    {
        _pairs.Changed(pair);
        if (OddServiceScore.Of(pair, Math.Max(1, _visitors.Of(pair.Destination)), _visitors.Hosts, _options) is not { } score) return;
        if (pair.Told.IsDue(score.Severity, 1)) detections.Report(OddServiceStory.Tell(pair, score, now)); // how often does not matter: told again when it became worse
    }
}
