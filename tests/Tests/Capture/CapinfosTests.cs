using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Capture;

/// <summary>Counts, first and last times of the public captures are those that Wireshark's capinfos tells, where it is installed.</summary>
public sealed class CapinfosTests
{
    private const int EveryNth = 20;                            // all of them agree but for those below; the whole takes long on a small machine

    /// <summary>Broken times: capinfos prints fractions above a second as they are, and orders seconds past 2038 before 1970.</summary>
    private static readonly string[] ToldOtherwise =
    [
        "suricata-verify/tests/transform-base64-7296/input.pcap",
        "tcpdump/tests/timestamp_invalid_micro.pcap",
        "tcpdump/tests/timestamp_invalid_nano.pcap",
        "tcpdump/tests/olsr-oobr-2.pcap",
        "tcpdump/tests/bgp_vpn_rt-oobr.pcap",
    ];

    [CorpusFact]
    public void Packets_and_times_are_those_that_capinfos_tells()
    {
        var captures = File.ReadLines(Path.Combine(Corpus.Folder!, "catalog.csv")).Skip(1)
            .Where((line, index) => index % EveryNth == 0 || line.StartsWith("pcapng-test-generator/", StringComparison.Ordinal))
            .Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)]).Except(ToldOtherwise)
            .Select(Corpus.Path).OfType<string>().ToList();
        if (Capinfos(captures) is not { } lines) return;        // not installed: nothing to compare with
        Assert.InRange(lines.Length, captures.Count * 9 / 10, captures.Count);             // it leaves out what it finds damaged
        var differences = lines.Select(line => (Theirs: line, Ours: Ours(line.Split(',')))).Where(pair => pair.Theirs != pair.Ours).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    /// <summary>
    /// The line as capinfos prints it: path, packets, earliest and latest time. It knows no times where a packet has none, while we give
    /// that packet its predecessor's; and it prints microseconds or nanoseconds as the file has them.
    /// </summary>
    private static string Ours(string[] theirs)
    {
        var packets = CaptureReading.Paths([theirs[0]]).Packets;
        var (first, last) = (theirs[2], theirs[3]);
        if (first != "n/a" && packets.Count > 0)
        {
            first = Seconds(packets.Min(packet => packet.Time.Nanoseconds), like: first);
            last = Seconds(packets.Max(packet => packet.Time.Nanoseconds), like: last);
        }
        return string.Create(CultureInfo.InvariantCulture, $"{theirs[0]},{packets.Count},{first},{last}");
    }

    private static string Seconds(long nanoseconds, string like)
    {
        var (seconds, fraction) = Math.DivRem(nanoseconds, 1_000_000_000);
        var dot = like.IndexOf('.', StringComparison.Ordinal);
        var digits = dot < 0 ? 0 : like.Length - dot;           // with the dot itself
        return string.Create(CultureInfo.InvariantCulture, $"{seconds}") + string.Create(CultureInfo.InvariantCulture, $".{fraction:D9}")[..Math.Min(digits, 10)];
    }

    private static string[]? Capinfos(List<string> captures)
    {
        var start = new ProcessStartInfo("capinfos") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var option in new[] { "-T", "-m", "-r", "-M", "-c", "-a", "-e", "-S" }) start.ArgumentList.Add(option);
        foreach (var capture in captures) start.ArgumentList.Add(capture);
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
