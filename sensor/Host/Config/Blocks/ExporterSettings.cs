using NetSensor.Analyzers;
using NetSensor.Events;
using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Receivers;
using NetSensor.Export.Logs;

namespace NetSensor.Host.Config;

/// <summary>
/// The <c>exporters</c> list: receivers with a name, a type and the options of that type. What they name (certificates, secrets) is read when the settings
/// are, so that a wrong one is told with its line.
/// </summary>
internal static class ExporterSettings
{
    private const int MaxNameLength = 64; // it is the name of a folder, and stands in metrics

    /// <summary>Names of the logs that may be delivered.</summary>
    private static readonly string[] Logs = [.. LogCatalog.For(HomeNetworks.Private).Select(log => Path.GetFileNameWithoutExtension(log.FileName)).Append("devices").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Reads the list.</summary>
    public static IReadOnlyList<ExporterOptions> Read(ConfigEntry list)
    {
        var exporters = new List<ExporterOptions>();
        list.Each(item =>
        {
            var options = ReadOne(item);
            if (exporters.Exists(other => other.Name == options.Name)) throw item.Fault($"two are called '{options.Name}'; the name is that of the spool, so each needs its own");
            exporters.Add(options);
        });
        return exporters;
    }

    private static ExporterOptions ReadOne(ConfigEntry item)
    {
        var section = item.Section();
        foreach (var key in (string[])["name", "type"])
            if (!section.Has(key)) throw section.Fault($"{key} must be said");
        ReceiverType? type = null;
        var name = "";
        section.Each(entry =>
        {
            if (entry.Key == "type") type = TypeOf(entry);
            if (entry.Key == "name") name = NameOf(entry);
        });
        if (type is null || name.Length == 0) return new HttpsOptions { Name = $"{item.Place}" }; // told already
        var options = OptionsBlock.Read(section, type.Defaults with { Name = name }, ("type", _ => { }), ("name", _ => { }), ("logs", _ => { }), ("detectors", _ => { }));
        section.Each(entry =>
        {
            if (entry.Key == "logs") options = options with { Logs = entry.All(log => OneOf(log, Logs, "log")) };
            if (entry.Key == "detectors") options = options with { Detectors = entry.All(detector => OneOf(detector, [.. DetectorCatalog.All.Select(known => known.Info.Name)], "detector")) };
        });
        return Checked(item, options);
    }

    private static ExporterOptions Checked(ConfigEntry item, ExporterOptions options)
    {
        try
        {
            _ = new RecordFilter(options);
            options.Check();
            return options;
        }
        catch (DeliveryException fault)
        {
            throw item.Fault($"{options.Name}: {fault.Message}");
        }
    }

    private static ReceiverType TypeOf(ConfigEntry entry) =>
        ReceiverCatalog.Find(entry.Text()) ?? throw entry.Wrong($"no type of exporter; {Meant(entry, [.. ReceiverCatalog.All.Select(type => type.Name)])}");

    private static string NameOf(ConfigEntry entry) =>
        entry.Text() is var name && name.Length <= MaxNameLength && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? name : throw entry.Wrong($"no name for an exporter; write one to {MaxNameLength} letters, digits, '-' and '_'");

    private static string OneOf(ConfigEntry entry, string[] known, string what) =>
        known.Contains(entry.Text()) ? entry.Text() : throw entry.Wrong($"no {what}; {Meant(entry, known)}");

    private static string Meant(ConfigEntry entry, string[] known) =>
        (Spelling.Nearest(entry.Text(), known) is { } near ? $"did you mean '{near}'? " : "") + $"there are {string.Join(", ", known)}";
}
