using System.Text.Json.Serialization;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>To which names each host answers with its own address, where everybody may answer: LLMNR (RFC 4795) and NetBIOS (RFC 1002).</summary>
internal sealed class NamesAnswered(PoisoningOptions options)
{
    private const int NamesKept = 64; // more tell nothing new

    private readonly KeptMap<IpAddr, Answers> _hosts = new("answers ", options.Hosts, host => host.ToString(), IpAddr.Parse);

    /// <summary>Hosts that had to make room.</summary>
    public long Evictions => _hosts.Evictions;

    /// <summary>What is kept over a restart.</summary>
    public IRemembered Part => _hosts;

    /// <summary>The names of one host.</summary>
    internal sealed class Answers
    {
        [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
        public SortedSet<string> Names { get; } = new(StringComparer.Ordinal);
        public Timestamp Last { get; set; } = Timestamp.MinValue;
    }

    /// <summary>Notes an answer; the names when they have become too many by it, else null.</summary>
    public IReadOnlyCollection<string>? Note(IpAddr host, string name, Timestamp now)
    {
        var answers = _hosts.GetOrAdd(host);
        if (answers.Last != Timestamp.MinValue && now - answers.Last > options.Within) answers.Names.Clear();
        answers.Last = now;
        _hosts.Changed(host, now);
        var end = name.IndexOf('.');
        var label = (end < 0 ? name : name[..end]).Trim().ToLowerInvariant();
        if (label.Length == 0 || label[0] == '*' || answers.Names.Count >= NamesKept || !answers.Names.Add(label)) return null;
        return answers.Names.Count >= options.NamesAnswered ? answers.Names : null;
    }
}
