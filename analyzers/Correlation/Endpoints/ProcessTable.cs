using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>Which process began which, and when.</summary>
public sealed class ProcessTable
{
    private const int MaxGenerations = 16; // real trees have six or so; numbers that are used again could make a ring

    private readonly Dictionary<ProcessKey, List<ProcessStart>> _byKey = [];

    /// <summary>Takes in all processes that began.</summary>
    public ProcessTable(IEnumerable<ProcessStart> processes)
    {
        foreach (var process in processes.OrderBy(process => process.Time))
        {
            if (!_byKey.TryGetValue(process.Key, out var same)) _byKey[process.Key] = same = [];
            same.Add(process);
        }
    }

    /// <summary>The process that had this key then: a number may have had several.</summary>
    public ProcessStart? Find(ProcessKey key, Timestamp at)
    {
        if (!_byKey.TryGetValue(key, out var same)) return null;
        return same.FindLast(process => process.Time <= at) ?? (key.Id.StartsWith("pid:", StringComparison.Ordinal) ? null : same[0]); // a GUID has but one owner; events may come out of order
    }

    /// <summary>The process with its ancestors, the eldest first. Of an ancestor that began before the log its child tells program and call.</summary>
    public IReadOnlyList<ProcessStart> Lineage(ProcessStart process)
    {
        var line = new List<ProcessStart> { process };
        while (line.Count < MaxGenerations && line[^1].Parent is { } parent)
        {
            var child = line[^1];
            if (Find(parent, child.Time) is { } known && !line.Contains(known)) line.Add(known);
            else
            {
                if (child.ParentImage is { } image) line.Add(Told(parent, child, image));
                break;
            }
        }
        line.Reverse();
        return line;
    }

    private static ProcessStart Told(ProcessKey key, ProcessStart child, string image) =>
        new() { Key = key, Time = child.Time, Host = child.Host, Image = image, CommandLine = child.ParentCommandLine, Origin = child.Origin };
}
