using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Destinations;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class ExfiltrationTelling
{
    private const int ManyDays = 3;   // with as much on each, a program does it
    private const int StepsTold = 14; // days

    /// <summary>How bad a risk is.</summary>
    public static Severity SeverityOf(int risk) => risk >= 70 ? Severity.High : risk >= 50 ? Severity.Medium : Severity.Low;

    public static Detection Of(UploadChannel channel, UploadCase upload, RiskTally parts, Timestamp now)
    {
        var risk = parts.Sum;
        var largest = channel.Largest!.Value;
        var outside = largest.Peer;
        return new Detection
        {
            Id = StableId.Of(ExfiltrationDetector.Name, channel.Key.Host.ToString(), Where(upload, outside)),
            Detector = ExfiltrationDetector.Name,
            Time = now,
            FirstSeen = channel.First,
            LastSeen = channel.Last,
            Title = Title(channel, upload, outside),
            Reason = Reason(upload, parts),
            Severity = SeverityOf(risk),
            Confidence = upload.Deviation is null ? 50 : 75,
            Risk = risk,
            RiskParts = parts.Parts,
            Source = channel.Key.Host,
            Destination = outside,
            DestinationPort = upload.Port,
            DestinationName = upload.Name,
            DestinationAsn = largest.System,
            Flows = channel.Flows,
            Steps = [.. channel.Days.TakeLast(StepsTold).Select(day => $"{DateOf(day.Day)}: {SizeText.Of(day.Out)} out, {SizeText.Of(day.In)} in")],
            Evidence = [.. Numbers(channel, upload)],
            Techniques = AttackCatalog.Find([.. Techniques(upload)]),
            Count = channel.Telling.Times,
        };
    }

    private static string Where(UploadCase upload, IpAddr outside) => upload.Name is { } name ? RegistrableDomain.Of(name).ToString() : outside.ToString();

    private static string Title(UploadChannel channel, UploadCase upload, IpAddr outside) => upload.IsDrip
        ? $"{channel.Key.Host} leaks to {upload.Name ?? outside.ToString()}, {SizeText.Of(upload.DripBytes)} in {upload.DripDays} days"
        : $"{channel.Key.Host} sends {SizeText.Of(upload.BytesOut)} to {upload.Name ?? outside.ToString()}";

    private static string Reason(UploadCase upload, RiskTally parts) =>
        $"{SizeText.Of(upload.BytesOut)} out and {SizeText.Of(upload.BytesIn)} in on one day by {ExfiltrationScore.MeansOf(upload)}: "
        + string.Join("; ", parts.Parts.Where(part => part.Points > 0 && part.Name is not ("volume" or "means")).Select(part => part.Why)) + ".";

    private static IEnumerable<Evidence> Numbers(UploadChannel channel, UploadCase upload)
    {
        yield return new Evidence("bytes_out", upload.BytesOut, "bytes");
        yield return new Evidence("bytes_in", upload.BytesIn, "bytes");
        yield return new Evidence("ratio", Math.Round(Math.Min(upload.Ratio, 1e9), 3), "ratio");
        yield return new Evidence("connections", channel.Connections, "connections");
        yield return new Evidence("hosts_visiting", upload.Visitors, "hosts");
        yield return new Evidence("hosts_seen", upload.Hosts, "hosts");
        if (upload.Deviation is { } deviation)
        {
            yield return new Evidence("deviation", Math.Round(deviation, 3), "robust deviations");
            yield return new Evidence("usual_bytes", Math.Round(upload.UsualBytes), $"bytes per {upload.HabitUnit}");
        }
        if (upload.PulledBytes > 0) yield return new Evidence("fetched_from_shares", Math.Round(upload.PulledBytes), "bytes");
        if (upload.IsDrip) yield return new Evidence("days", upload.DripDays, "days");
    }

    private static IEnumerable<string> Techniques(UploadCase upload)
    {
        yield return upload switch
        {
            { Service.Kind: WebServiceKind.Storage or WebServiceKind.Sharing } => "T1567.002",
            { Service.Kind: WebServiceKind.Paste } => "T1567.003",
            { Service.Kind: WebServiceKind.Code } => "T1567.001",
            { Service.Kind: WebServiceKind.Webhook } => "T1567.004",
            { Protocol: UploadProtocol.FileTransfer or UploadProtocol.Mail } => "T1048.003",
            { Protocol: UploadProtocol.Shell } => "T1048.002",
            { Protocol: UploadProtocol.Web } => "T1041",
            _ => "T1048",
        };
        if (upload.IsDrip) yield return "T1030";
        if (upload.IsDrip || upload.UsualDays >= ManyDays) yield return "T1020";
        if (!ExfiltrationScore.IsStaged(upload)) yield break;
        yield return "T1039";
        yield return "T1074.002";
    }

    private static string DateOf(int day) => DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
