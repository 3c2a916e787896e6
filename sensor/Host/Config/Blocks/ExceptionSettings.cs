using System.Globalization;
using System.Text.RegularExpressions;
using NetSensor.Analyzers;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;

namespace NetSensor.Host.Config;

/// <summary>
/// A list of exceptions: what (<c>detector</c>, <c>technique</c>), where (<c>source</c>, <c>destination</c>), until when (<c>expires</c>), who
/// (<c>owner</c>) and why (<c>reason</c>).
/// </summary>
internal sealed partial class ExceptionSettings(IReadOnlyList<NetworkZone> zones)
{
    private static readonly string[] Keys = ["name", "detector", "technique", "source", "destination", "expires", "owner", "reason", "max_severity"];
    private static readonly string[] Required = ["expires", "owner", "reason"];
    private static readonly string[] What = ["detector", "technique", "source", "destination"];

    private const string None = "none";

    private readonly List<FindingException> _exceptions = [];

    /// <summary>All that were read.</summary>
    public IReadOnlyList<FindingException> All => _exceptions;

    /// <summary>Reads a list of them.</summary>
    public void Read(ConfigEntry list) => list.Each(item => _exceptions.Add(ReadOne(item)));

    /// <summary>Reads a file that holds nothing but a list of them, or one below <c>exceptions:</c>.</summary>
    public void ReadFile(ConfigEntry entry)
    {
        var path = entry.Text();
        if (path == None) return;
        var faults = new ConfigFaults(path);
        if (ConfigTree.Parse(entry.TextOf(path), faults) is { } root)
            new ConfigEntry(faults, "exceptions", root, root).Try(whole =>
            {
                if (!whole.IsSection) Read(whole);
                else whole.Section().Each(setting =>
                {
                    if (setting.Key != "exceptions") throw setting.Unknown(["exceptions"]);
                    Read(setting);
                });
            });
        entry.Take(faults);
    }

    private FindingException ReadOne(ConfigEntry item)
    {
        var section = item.Section();
        var missing = Required.Where(key => !section.Has(key)).ToList();
        if (missing.Count > 0) throw section.Fault($"{string.Join(", ", missing)} must be said: an exception without an end, an owner or a reason is a hole");
        if (!What.Any(section.Has)) throw section.Fault("says neither what (detector, technique) nor where (source, destination), so it would hide everything");
        var exception = new FindingException { Name = $"exception {_exceptions.Count + 1}", Place = item.Place, Expires = default, Owner = "", Reason = "" };
        section.Each(entry => exception = With(exception, entry));
        return exception;
    }

    private FindingException With(FindingException exception, ConfigEntry entry) => entry.Key switch
    {
        "name" => exception with { Name = entry.Text() },
        "detector" => exception with { Detectors = DetectorsOf(entry) },
        "technique" => exception with { Techniques = TechniquesOf(entry) },
        "source" => exception with { Source = new HostMatchSettings(zones, isSource: true).Read(entry.Section()) },
        "destination" => exception with { Destination = new HostMatchSettings(zones, isSource: false).Read(entry.Section()) },
        "expires" => exception with { Expires = DateOf(entry) },
        "owner" => exception with { Owner = entry.Text() },
        "reason" => exception with { Reason = entry.Text() },
        "max_severity" => exception with { MaxSeverity = SeverityOf(entry) },
        _ => throw entry.Unknown(Keys),
    };

    private static List<string> DetectorsOf(ConfigEntry entry) => entry.Some(item =>
    {
        var names = DetectorCatalog.All.Select(detector => detector.Info.Name).ToList();
        if (names.Contains(item.Text())) return item.Text();
        var meant = Spelling.Nearest(item.Text(), names) is { } near ? $" did you mean '{near}'?" : "";
        throw item.Wrong($"no detector;{meant} there are {string.Join(", ", names)}");
    });

    private static List<string> TechniquesOf(ConfigEntry entry) => entry.Some(item =>
        TechniqueId().IsMatch(item.Text()) ? item.Text() : throw item.Wrong("no ATT&CK technique; write one as T1071 or T1071.001"));

    private static DateOnly DateOf(ConfigEntry entry) => DateOnly.TryParseExact(entry.Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date < DateOnly.MaxValue ? date : throw entry.Wrong("no date; write one as 2027-03-31");

    private static Severity SeverityOf(ConfigEntry entry) => Enum.GetValues<Severity>().Cast<Severity?>()
        .FirstOrDefault(severity => severity.ToString()!.ToLowerInvariant() == entry.Text())
        ?? throw entry.Wrong("no severity; there are informational, low, medium, high, critical");

    [GeneratedRegex(@"^T[0-9]{4}(\.[0-9]{3})?$")]
    private static partial Regex TechniqueId();
}
