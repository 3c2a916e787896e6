using System.Text.Json;
using NetSensor.Analyzers.Correlation;

namespace NetSensor.Host.Correlate;

/// <summary>Reads what endpoints wrote, in whatever mixture; gzip-compressed or not, a file or a folder of them.</summary>
internal sealed class EndpointLogs
{
    private const int MaxEvents = 2_000_000;  // 1.1 GB of memory (measured: 1.2 GB of Sysmon); a day of a thousand endpoints. Split by day or by host beyond it
    private const int MaxFaults = 5;          // of one file: more say the same

    /// <summary>What was read.</summary>
    public EndpointEvents Events { get; } = new();

    /// <summary>Records of other kinds, which are of no use here.</summary>
    public int Others { get; private set; }

    /// <summary>Records that could not be read.</summary>
    public int Faults { get; private set; }

    /// <summary>Events beyond what memory is given.</summary>
    public int TooMany { get; private set; }

    /// <summary>The first faults, each with file and line.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>Reads these files and folders.</summary>
    /// <exception cref="UsageException">One cannot be read, or holds nothing that an endpoint tells.</exception>
    public void Read(IEnumerable<string> paths)
    {
        foreach (var path in paths)
            foreach (var file in Files(path)) ReadFile(file);
    }

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new UsageException($"{path}: no such file or folder; give files with events of endpoints (JSON)");
        var found = Directory.EnumerateFiles(path, "*.json*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new UsageException($"{path}: no .json file in this folder");
    }

    /// <summary>Reads a text; its name stands in messages.</summary>
    /// <exception cref="UsageException">It holds nothing that an endpoint tells.</exception>
    public void Read(TextReader text, string file)
    {
        var (events, others, faults) = (Events.Count, Others, Faults);
        foreach (var (line, json, fault) in new JsonObjects(text).Read())
        {
            if (json is null) Fault(file, line, fault!, faults);
            else Take(file, line, json, faults);
        }
        if (Faults - faults > MaxFaults) Messages.Add($"{file}: {Faults - faults - MaxFaults} more records that cannot be read");
        if (Events.Count > events || TooMany > 0) return;
        throw new UsageException($"{Messages.FirstOrDefault() ?? file}: no event of an endpoint in this file ({Others - others} records of other kinds, {Faults - faults} faulty); Sysmon 1, 3 and 22 as JSON are read, and OCSF 1007, 4001 and 4003");
    }

    private void ReadFile(string file)
    {
        try
        {
            using var text = new StreamReader(InputFile.Open(file));
            Read(text, file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException($"{file}: cannot be read ({fault.Message.TrimEnd('.')})");
        }
    }

    private void Take(string file, int line, string json, int faultsBefore)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var record = new JsonFields(parsed.RootElement);
            var origin = $"{Path.GetFileName(file)}:{line}";
            if (Events.Count >= MaxEvents) TooMany++;
            else if (!(OcsfRecord.Is(record) ? OcsfRecord.Read(parsed.RootElement, Events, origin) : SysmonRecord.Is(record) && SysmonRecord.Read(parsed.RootElement, Events, origin))) Others++;
        }
        catch (JsonException broken)
        {
            Fault(file, line + (int)(broken.LineNumber ?? 0), $"no JSON ({broken.Message.Split(" LineNumber")[0].TrimEnd('.')})", faultsBefore);
        }
        catch (InvalidOperationException)
        {
            Fault(file, line, "a text that is no Unicode", faultsBefore); // half a surrogate pair: whoever starts a process may name it so
        }
        catch (FormatException lacking)
        {
            Fault(file, line, $"an event that {lacking.Message}", faultsBefore);
        }
    }

    private void Fault(string file, int line, string message, int faultsBefore)
    {
        if (Faults++ - faultsBefore < MaxFaults) Messages.Add($"{file}:{line}: {message}");
    }
}
