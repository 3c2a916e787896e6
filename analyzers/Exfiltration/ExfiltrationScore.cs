using System.Globalization;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Destinations;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>Whether an upload is worth telling, and how much it weighs.</summary>
internal static class ExfiltrationScore
{
    private const int FewHosts = 3;              // below that many visitors nothing is common property
    private const int SomeHosts = 5;             // with fewer hosts known, one visitor is not rare
    private const double SmallVolume = 10_000_000;
    private const double PointsPerTenfold = 8;
    private const double MostForVolume = 24;
    private const double StagedShare = 0.5;      // of what left, fetched from shares before
    private const double LeastStaged = 20_000_000;

    /// <summary>Whether volume and ratio, or the many days, reach what the options ask for.</summary>
    public static bool IsWorthJudging(UploadCase upload, ExfiltrationOptions options)
    {
        if (upload.IsDrip) return upload.Ratio >= options.OutlierRatio;
        if (upload.Deviation is { } deviation && deviation >= options.MinimumDeviation && upload.BytesOut >= options.OutlierBytes && upload.Ratio >= options.OutlierRatio) return true;
        return upload.BytesOut >= LeastBytes(upload, options) && upload.Ratio >= options.MinimumRatio;
    }

    /// <summary>Whether what it fetched from shares may be what it sends.</summary>
    public static bool IsStaged(UploadCase upload) => upload.PulledBytes >= LeastStaged && upload.PulledBytes >= StagedShare * upload.BytesOut;

    /// <summary>The parts of the risk.</summary>
    public static RiskTally Of(UploadCase upload, ExfiltrationOptions options)
    {
        var parts = new RiskTally();
        AddVolume(parts, upload);
        AddHabits(parts, upload, options);
        AddDestination(parts, upload, options);
        AddMeans(parts, upload);
        return parts;
    }

    private static long LeastBytes(UploadCase upload, ExfiltrationOptions options) => upload switch
    {
        { Service.Kind: WebServiceKind.Paste or WebServiceKind.Webhook } => options.TextServiceBytes,
        { Service.Kind: not WebServiceKind.SpeedTest } => options.ServiceBytes,
        _ when upload.Protocol.IsOdd() => options.OddProtocolBytes,
        _ => options.MinimumBytes,
    };

    private static void AddVolume(RiskTally parts, UploadCase upload)
    {
        var bytes = Math.Max(upload.BytesOut, upload.IsDrip ? upload.DripBytes : 0);
        parts.Add("volume", Math.Clamp(PointsPerTenfold * Math.Log10(Math.Max(1, bytes) / SmallVolume), 0, MostForVolume), $"{SizeText.Of(bytes)} went out");
        if (upload.Ratio >= 3)
            parts.Add("one way", upload.Ratio >= 10 ? 10 : 5, string.Create(CultureInfo.InvariantCulture, $"{Math.Min(upload.Ratio, 1e6):0.#} bytes out for each byte in"));
        if (upload.IsDrip) parts.Add("slow leak", 20, $"some on each of {upload.DripDays} days");
        if (IsStaged(upload)) parts.Add("gathered before", upload.Deviation is null ? 8 : 20, // a backup server does so every night, and habits would tell
             $"the host had fetched {SizeText.Of(upload.PulledBytes)} from shares of others shortly before");
    }

    private static void AddHabits(RiskTally parts, UploadCase upload, ExfiltrationOptions options)
    {
        if (upload.Deviation is { } deviation && deviation >= options.MinimumDeviation)
            parts.Add("beyond its habits", deviation >= 100 ? 25 : deviation >= 20 ? 20 : 15,
                string.Create(CultureInfo.InvariantCulture, $"in a usual {upload.HabitUnit} the host sends {SizeText.Of(upload.UsualBytes)} ({upload.HabitCount} known); this is {deviation:0.#} robust deviations above"));
        if (upload.UsualDays >= options.UsualDays) parts.Add("usual", -50, $"on {upload.UsualDays} earlier days as much went there: a backup, or a duty of the host");
    }

    private static void AddDestination(RiskTally parts, UploadCase upload, ExfiltrationOptions options)
    {
        if (upload.IsNewDestination) parts.Add("new destination", upload.Visitors <= 1 ? 20 : 15, upload.Visitors <= 1 ? "nobody had gone there before" : "the host had not gone there before");
        else if (upload.IsAllNew) parts.Add("first seen", 8, "nothing is known of earlier days");
        if (upload.Visitors <= 1 && upload.Hosts >= SomeHosts) parts.Add("rare", 8, $"none of the {upload.Hosts - 1} other hosts goes there");
        if (upload.Visitors >= FewHosts && upload.Visitors >= options.CommonShare * upload.Hosts)
            parts.Add("common", -25, $"{upload.Visitors} of {upload.Hosts} hosts go there");
        if (upload.Name is null) parts.Add("no name", 10, "nobody had asked for a name of that address");
        if (upload.Owner is { Kind: OrganisationKind.Hosting } owner) parts.Add("rented machine", 5, $"the address is {owner.Name}'s, where anybody rents machines");
    }

    private static void AddMeans(RiskTally parts, UploadCase upload)
    {
        switch (upload.Service?.Kind)
        {
            case WebServiceKind.SpeedTest: parts.Add("speed test", -40, $"{upload.Service.Domain} measures connections by filling them"); break;
            case WebServiceKind.Storage or WebServiceKind.Code: parts.Add("service", 10, $"{upload.Service.Domain} keeps what anybody brings"); break;
            case { }: parts.Add("service", 15, $"{upload.Service!.Domain} takes what anybody brings, and gives it to others"); break;
            default: break;
        }
        var points = upload.Protocol switch
        {
            UploadProtocol.FileTransfer => 12,
            UploadProtocol.Shell => 10,
            UploadProtocol.Unknown => 15,
            UploadProtocol.Mail => 5,
            UploadProtocol.OtherKnown => 8,
            _ => 0,
        };
        parts.Add("means", points, $"it left by {MeansOf(upload)}");
    }

    /// <summary>The means in words.</summary>
    public static string MeansOf(UploadCase upload) => upload.Protocol switch
    {
        UploadProtocol.FileTransfer => $"file transfer in clear text on port {upload.Port}",
        UploadProtocol.Shell => $"SSH on port {upload.Port}",
        UploadProtocol.Unknown => $"a protocol that nobody knows on port {upload.Port}",
        UploadProtocol.Mail => $"mail on port {upload.Port}",
        UploadProtocol.OtherKnown => $"port {upload.Port}, which is none of the web's",
        _ => "the web",
    };
}
