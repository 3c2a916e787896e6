using System.CommandLine;
using System.Text;
using NetSensor.Analyzers;
using NetSensor.Host.Config;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor detectors [NAME]</c>: what the sensor looks for, and how that can be set.</summary>
internal static class DetectorsCommand
{
    private const string Examples = """
        Examples:
          netsensor detectors                        all of them
          netsensor detectors beaconing              one of them
          netsensor detectors --json | jq '.[].name'
        """;

    public static Command Create()
    {
        var name = new Argument<string?>("NAME") { Description = "Only this one.", Arity = ArgumentArity.ZeroOrOne };
        name.Validators.Add(Mistakes.RejectOptions);
        var json = new Option<bool>("--json") { Description = "Print them as JSON." };
        var command = new ExplainedCommand("detectors", "List the detectors: what each finds and needs, its ATT&CK techniques, its options with their defaults.", Examples) { name, json };
        command.SetAction(parsed =>
        {
            var entries = Named(parsed.GetValue(name));
            if (parsed.GetValue(json)) Terminal.Print(output => DetectorListing.WriteJson(entries, output));
            else Terminal.Print(output => output.Write(Encoding.UTF8.GetBytes(DetectorListing.Text(entries))));
        });
        return command;
    }

    private static IReadOnlyList<DetectorEntry> Named(string? name)
    {
        if (name is null) return DetectorCatalog.All;
        if (DetectorCatalog.All.FirstOrDefault(entry => entry.Info.Name == name) is { } found) return [found];
        var names = DetectorCatalog.All.Select(entry => entry.Info.Name).ToList();
        var meant = Spelling.Nearest(name, names) is { } near ? $" did you mean '{near}'?" : "";
        throw new UsageException($"no detector '{name}';{meant} there are {string.Join(", ", names)}");
    }
}
