using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Destinations;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>Finds hosts that send out more than they use to, to where nobody goes, by means that few use, or a little every day.</summary>
public sealed class ExfiltrationDetector : LearningDetector
{
    internal const string Name = "exfiltration";

    private const double SureWhoBegan = 0.9;   // FlowEvent.DirectionConfidence
    private const int LongFlows = 20_000;      // that report while they are open
    private const int MaxTouched = 50_000;     // channels judged per minute
    private const long MentionedBytes = 100_000; // an upload that is saved at once; others with the hour, or the run's end
    private const int DayHabits = 5;           // days after which they are a habit
    private static readonly TimeSpan KnowsDestinationsAfter = TimeSpan.FromDays(1);

    private readonly ExfiltrationOptions _options;
    private readonly DetectorContext _context;
    private readonly UploadLedger _ledger;
    private readonly FlowProgress _progress = new(LongFlows);
    private readonly List<UploadChannel> _touched = [];
    private readonly long _leastBytes;

    /// <summary>A detector that knows nothing yet.</summary>
    public ExfiltrationDetector(ExfiltrationOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _ledger = new UploadLedger(options);
        Remember(_ledger.Parts);
        _leastBytes = ((long[])[options.OutlierBytes, options.MinimumBytes, options.ServiceBytes, options.TextServiceBytes, options.OddProtocolBytes, options.DripBytes]).Min();
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new(Name, "Hosts that carry data out of the network", ["FlowEvent"])
    {
        Techniques = AttackCatalog.Find("T1020", "T1030", "T1039", "T1041", "T1048", "T1048.002", "T1048.003", "T1074.002", "T1567", "T1567.001", "T1567.002", "T1567.003", "T1567.004"),
    };

    /// <summary>Hosts, destinations, channels and long flows that had to make room for newer ones.</summary>
    public override long Evictions => _ledger.Evictions + _progress.Evictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not FlowEvent { Flow: { } flow } told || flow.Transport is not (Transport.Tcp or Transport.Udp) || told.DirectionConfidence < SureWhoBegan) return;
        var fromHome = _context.Home.Contains(flow.Originator);
        if (_context.Home.Contains(flow.Responder))
        {
            if (fromHome) NotePull(told, flow);
            else if (told.Service is { } service && service.Contains("ftp-data", StringComparison.Ordinal)) Take(told, flow.Responder, flow.Originator, byResponder: true); // the server of FTP's active mode opens the way by which the client sends
        }
        else if (fromHome && !IsElsewhere(flow))
        {
            Take(told, flow.Originator, flow.Responder, byResponder: false);
        }
    }

    /// <inheritdoc/>
    public override void OnTick(Timestamp now, IDetectionSink detections)
    {
        foreach (var channel in _touched)
        {
            channel.IsTouched = false;
            Judge(channel, now, detections);
        }
        _touched.Clear();
    }

    /// <summary>Multicast is for the neighbours; what hides in DNS and NTP is found by other means.</summary>
    private static bool IsElsewhere(FlowIdentity flow) =>
        flow.Responder.IsMulticast || flow.ResponderPort is 53 or 853 || (flow.Transport == Transport.Udp && flow.ResponderPort == 123);

    /// <summary>Who fetches a lot from shares (SMB, NFS) may be gathering what leaves later.</summary>
    private void NotePull(FlowEvent told, FlowIdentity flow)
    {
        if (flow.ResponderPort is not (445 or 2049)) return;
        var pulled = _progress.Advance(told).FromResponder;
        if (pulled > MentionedBytes) _ledger.HostOf(flow.Originator).Pull(pulled, told.Time);
    }

    private void Take(FlowEvent told, IpAddr host, IpAddr peer, bool byResponder)
    {
        var moved = _progress.Advance(told);
        if (byResponder) moved = new FlowVolume(moved.FromResponder, moved.FromOriginator);
        if (moved is { FromOriginator: 0, FromResponder: 0 }) return;
        var now = told.Time;
        _ledger.Since.Begin(now);
        var channel = _ledger.ChannelOf(UploadKey.Of(told, host, peer), now);
        channel.Add(told, moved);
        var isHourOver = channel.Host.Send(moved.FromOriginator, now);
        var isLarge = moved.FromOriginator >= MentionedBytes;
        if (isLarge) _ledger.NoteChange(channel);
        _ledger.NoteChange(channel.Host, isHourOver || isLarge);
        if (channel.IsTouched || moved.FromOriginator == 0 || _touched.Count >= MaxTouched || channel.Today.Out < _leastBytes) return;
        channel.IsTouched = true;
        _touched.Add(channel);
    }

    private void Judge(UploadChannel channel, Timestamp now, IDetectionSink detections)
    {
        var upload = CaseOf(channel, now);
        if (!ExfiltrationScore.IsWorthJudging(upload, _options)) return;
        var parts = ExfiltrationScore.Of(upload, _options);
        var risk = parts.Sum;
        if (risk < _options.MinimumRisk) return;
        var severity = ExfiltrationTelling.SeverityOf(risk);
        if (!channel.Telling.IsDue(severity, upload.BytesOut)) return;
        _ledger.NoteChange(channel); // that it was told
        detections.Report(ExfiltrationTelling.Of(channel, upload, parts, now));
    }

    private UploadCase CaseOf(UploadChannel channel, Timestamp now)
    {
        var (_, sent, got) = channel.Today;
        var largest = channel.Largest!.Value;
        var habits = HabitsOf(channel, sent);
        var isNew = channel.IsNew && channel.First - _ledger.Since.At!.Value >= KnowsDestinationsAfter;
        var upload = new UploadCase
        {
            BytesOut = sent,
            BytesIn = got,
            Deviation = habits?.Deviation,
            UsualBytes = habits?.Median ?? 0,
            HabitCount = habits?.Count ?? 0,
            HabitUnit = habits?.Unit ?? "hour",
            IsNewDestination = isNew,
            IsAllNew = channel.IsNew && !isNew,
            Visitors = channel.Visitors.Count,
            Hosts = _ledger.Hosts,
            Name = largest.Name,
            Port = largest.Port,
            Protocol = largest.Protocol,
            Service = DestinationFacts.Known.ServiceOf(largest.Name),
            Owner = DestinationFacts.Known.OwnerOf(largest.Name, largest.System),
            UsualDays = channel.Days.SkipLast(1).Count(day => day.Out >= sent / 3),
            PulledBytes = channel.Host.PulledLately(now),
        };
        return WithDrip(channel, upload);
    }

    private (double Median, double Deviation, int Count, string Unit)? HabitsOf(UploadChannel channel, long sent)
    {
        var host = channel.Host;
        if (host.Days.Count < _options.BaselineDays) return null;
        var hours = host.Hours.Count >= _options.BaselineHours ? host.Hours.Judge(channel.HourOut) : default((double Median, double Deviation)?);
        var days = host.Days.Count >= DayHabits ? host.Days.Judge(sent) : default((double Median, double Deviation)?);
        if (days is { } day && !(hours?.Deviation > day.Deviation)) return (day.Median, day.Deviation, host.Days.Count, "day");
        return hours is { } hour ? (hour.Median, hour.Deviation, host.Hours.Count, "hour") : null;
    }

    /// <summary>A little every day, to where the host had not gone before or by means that few use: what is usual by now never was before.</summary>
    private UploadCase WithDrip(UploadChannel channel, UploadCase upload)
    {
        if (!upload.IsNewDestination && !(upload.IsAllNew && (upload.Protocol.IsOdd() || upload.Name is null))) return upload;
        var days = channel.Days.Where(day => day.Out >= _options.DripBytes && day.Out >= _options.OutlierRatio * day.In).ToArray();
        if (days.Length < _options.DripDays) return upload;
        var sum = days.Sum(day => day.Out);
        var leastSum = Math.Min(10 * _options.DripBytes, _options.OddProtocolBytes);
        return sum < leastSum ? upload : upload with { IsDrip = true, DripDays = days.Length, DripBytes = sum, UsualDays = 0 };
    }
}
