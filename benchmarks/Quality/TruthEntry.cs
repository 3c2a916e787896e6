using System.Text.Json;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Benchmarks.Quality;

/// <summary>Something that is hidden in a capture, as the truth beside it tells it, and what the replay found of it.</summary>
internal sealed class TruthEntry
{
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    private TruthEntry(JsonElement line)
    {
        (Name, Kind, About) = (Text(line, "name"), Text(line, "kind"), Text(line, "about"));
        (Detectors, Techniques) = (Texts(line, "detectors"), Texts(line, "techniques"));
        Source = IpAddr.Parse(Text(line, "source"));
        Destinations = [.. Texts(line, "destinations").Select(IpAddr.Parse)];
        DestinationNames = Texts(line, "destination_names");
        Times = [.. line.GetProperty("times").EnumerateArray().Select(time => Timestamp.FromSeconds(time.GetDouble()))];
        Parameters = line.GetProperty("parameters").EnumerateObject().ToLookup(parameter => parameter.Name, parameter => parameter.Value.GetDouble());
    }

    public string Name { get; }
    public string Kind { get; }
    public string About { get; }
    public string[] Detectors { get; }
    public string[] Techniques { get; }
    public IpAddr Source { get; }
    public HashSet<IpAddr> Destinations { get; }
    public string[] DestinationNames { get; }
    public Timestamp[] Times { get; }
    public ILookup<string, double> Parameters { get; }

    /// <summary>The first telling that names the right thing, and all that have to do with it.</summary>
    public Detection? First { get; private set; }

    /// <summary>Detectors that told something of it.</summary>
    public SortedSet<string> ToldBy { get; } = new(StringComparer.Ordinal);

    /// <summary>Check-ins or steps until it was told; null when it was not.</summary>
    public int? Until => First is { } first ? Times.Count(time => time <= first.Time) : null;

    /// <summary>Reads a truth file.</summary>
    public static List<TruthEntry> Read(string path) => [.. File.ReadLines(path).Select(line => new TruthEntry(JsonDocument.Parse(line).RootElement))];

    /// <summary>Takes up a telling if it has to do with this: the same ends at about the same time.</summary>
    public bool Takes(Detection told)
    {
        if (!Concerns(told)) return false;
        ToldBy.Add(told.Detector);
        var isRight = told.Techniques.Any(technique => Techniques.Any(wanted => AttackIds.AreKin(wanted, technique.Id))) || (Kind == "device" && Detectors.Contains(told.Detector));
        if (First is null && isRight && told.Time >= Times[0]) First = told;
        return true;
    }

    /// <summary>Whether a flow from one host to another belongs to it.</summary>
    public bool Owns(IpAddr source, IpAddr destination, string? name) =>
        source == Source && (Destinations.Contains(destination) || (name is not null && DestinationNames.Any(wanted => IsBelow(name, wanted))));

    private bool Concerns(Detection told)
    {
        if (told.LastSeen < Times[0] - Slack || told.FirstSeen > Times[^1] + Slack) return false;
        var isNamed = told.DestinationName is { } name && DestinationNames.Any(wanted => IsBelow(name, wanted) || IsBelow(wanted, name));
        if (isNamed) return true;                                          // whoever asks on the source's behalf, as a name server does, is part of the story
        if (IsToldAsStep(told)) return true;
        var isEnd = told.Source == Source || told.Destination == Source;
        if (!isEnd) return false;
        var nobodyElse = Destinations.Count == 0 && DestinationNames.Length == 0;
        return nobodyElse || told.Destination is null || Destinations.Contains(told.Destination.Value) || Destinations.Contains(told.Source);
    }

    /// <summary>Whether an incident of many hosts tells a step from this source to one of these destinations, in so many words.</summary>
    private bool IsToldAsStep(Detection told) =>
        Destinations.Any(destination => told.Steps.Any(step => step.StartsWith($"{Source} → {destination}: ", StringComparison.Ordinal)));

    private static bool IsBelow(string name, string zone) => name.Equals(zone, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + zone, StringComparison.OrdinalIgnoreCase);
    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;
    private static string[] Texts(JsonElement line, string name) => [.. line.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
