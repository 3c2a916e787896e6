using System.Text.Json;
using NetSensor.Events;
using NetSensor.Recording;
using NetSensor.Wire;

namespace NetSensor.Tests.Recording;

/// <summary>Findings about hosts 10.0.0.1 and 10.0.0.2 of <see cref="Frames"/>, and what was saved of them.</summary>
internal static class Proofs
{
    public static Detection Finding(string id = "f1") => new()
    {
        Id = id, Detector = "beaconing", Time = Frames.Start + TimeSpan.FromSeconds(100), FirstSeen = Frames.Start, LastSeen = Frames.Start + TimeSpan.FromSeconds(100),
        Title = "10.0.0.1 contacts 10.0.0.2", Reason = "Ten times.", Severity = Severity.High, Confidence = 80, Risk = 75,
        Source = IpAddr.Parse("10.0.0.1"), Destination = IpAddr.Parse("10.0.0.2"), DestinationPort = 53,
    };

    public static List<JsonElement> Manifest(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, EvidenceFolder.Manifest)).Select(line => JsonDocument.Parse(line).RootElement)];

    public static List<string> Files(string folder) => [.. Directory.EnumerateFiles(folder, "*.pcapng").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static SavedPackets Read(string file) => SavedPackets.Read(file);
}
