using System.Globalization;
using NetSensor.Agreement;
using NetSensor.Agreement.Facts;
using NetSensor.Tests.Support;

// Compares what the sensor logs with what Zeek logged for the same captures; returns 0 when all goals are reached, 1 when not, 2 for wrong use.
//   dotnet run -c Release --project tests/Agreement [-- LOG…] [--corpus DIR] [--capture PART] [--field NAME] [--show N] [--all] [--expected]
//   dotnet run … -- facts [--corpus DIR] [--capture PART] [--all]: the facts that Suricata's and Arkime's tests expect, found or missing
// --expected compares with what Zeek's own tests expect (a newer Zeek, times scrubbed) instead.
var logs = new List<string>();
string corpus = Corpus.Folder ?? "", only = "", onlyField = "";
var show = 12;
bool explained = false, expected = false;
var broken = 0;
for (var i = 0; i < args.Length; i++)
    switch (args[i])
    {
        case "--corpus": corpus = args[++i]; break;
        case "--capture": only = args[++i]; break;
        case "--field": onlyField = args[++i]; break;
        case "--show": show = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
        case "--expected": expected = true; break;
        case "--all": explained = true; break;
        default: logs.Add(args[i]); break;
    }
if (!Directory.Exists(Path.Combine(corpus, "zeek-says")))
{
    Console.Error.WriteLine($"agreement: no public captures {(corpus.Length > 0 ? $"in {corpus}" : "here")}: name their folder with --corpus or NETSENSOR_CORPUS");
    return 2;
}

if (logs.Contains("facts")) return FactTable.Print(corpus, only, explained) ? 0 : 1;

var replayer = new Replayer(corpus);
var comparisons = LogComparison.All.Where(c => logs.Count == 0 || logs.Contains(c.Log)).ToList();
var tallies = comparisons.ToDictionary(c => c.Log, _ => new Tally());
foreach (var (capture, zeek) in expected ? ZeekExpects.Load(corpus) : ZeekSays.Load(corpus))
{
    if (only.Length > 0 && !capture.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
    List<LogRow> ours;
    try
    {
        ours = replayer.Replay(capture);
    }
    catch (Exception fault)
    {
        Console.WriteLine($"BROKEN {capture}: {fault}");
        broken++;
        continue;
    }
    foreach (var comparison in comparisons.Where(c => !expected || zeek.Any(row => row.Log == c.Log))) // a test expects the logs that it names
        new Comparer(comparison, tallies[comparison.Log]).Compare(capture, zeek.Where(r => r.Log == comparison.Log), ours.Where(r => r.Log == comparison.Log));
}
var reasons = Reasons.Load(Path.Combine("tests", "Agreement", "reasons.tsv"));
Report.Print(comparisons, tallies, reasons, new ReportOptions(onlyField, show, explained));
return Goals.Judge(tallies, reasons, broken, rowsCount: !expected) ? 0 : 1;
