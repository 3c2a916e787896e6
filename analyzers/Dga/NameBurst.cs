using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Dga;

/// <summary>The names that do not exist which one client asked for within the window.</summary>
internal sealed class NameBurst(IpAddr client) : IKept
{
    private const int DomainsKept = 1024; // as hashes; a generator is long told by then
    private const int ExamplesKept = 8, FlowsKept = 5, TopsKept = 32;

    private readonly HashSet<uint> _domains = [];
    private readonly HashSet<uint> _onBehalf = [];
    private readonly Dictionary<uint, int> _tops = [];
    private readonly List<string> _examples = [];
    private readonly List<(string Name, IpAddr Address)> _resolved = [];
    private readonly List<FlowIdentity> _flows = new(1);
    private double _surprise, _lengths, _squares;

    public IpAddr Client { get; } = client;
    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; }
    /// <summary>Different domains that do not exist.</summary>
    public int Domains { get; private set; }
    /// <summary>Questions that were answered at all, with whatever answer.</summary>
    public int Questions { get; private set; }
    /// <summary>Questions for names that do not exist.</summary>
    public int Missing { get; private set; }
    /// <summary>Share of the domains for which somebody else had asked this host, as a name server is asked: they are the other one's.</summary>
    public double OnBehalfShare => Domains == 0 ? 0 : _onBehalf.Count / (double)Domains;
    public IReadOnlyList<string> Examples => _examples;
    public IReadOnlyList<FlowIdentity> Flows => _flows;
    /// <summary>Names of the same look that do exist: where the generator may have met its maker.</summary>
    public IReadOnlyList<(string Name, IpAddr Address)> Resolved => _resolved;
    public double MeanSurprise => Domains == 0 ? 0 : _surprise / Domains;
    public double MissingShare => Questions == 0 ? 0 : Missing / (double)Questions;
    /// <summary>Share of the domains below the most frequent top.</summary>
    public double TopShare => Domains == 0 || _tops.Count == 0 ? 0 : _tops.Values.Max() / (double)Domains;
    public double MeanLength => Domains == 0 ? 0 : _lengths / Domains;
    public double LengthSpread => Domains == 0 ? 0 : Math.Sqrt(Math.Max(0, _squares / Domains - MeanLength * MeanLength));

    /// <summary>Domains from which it is worth judging again.</summary>
    public int JudgeAt { get; set; }

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <summary>When the story is told.</summary>
    public Telling Told;

    public void Count(Timestamp at)
    {
        if (Questions++ == 0) First = at;
        Last = Timestamp.Max(Last, at);
    }

    /// <summary>The client asked for a name that does not exist.</summary>
    public void AddMissing(string name, ReadOnlySpan<char> domain, ReadOnlySpan<char> label, FlowIdentity flow)
    {
        Missing++;
        if (_domains.Count >= DomainsKept || !_domains.Add(RecentNumbers.Of(domain))) return;
        Domains++;
        _surprise += LetterPairs.Surprise(label);
        (_lengths, _squares) = (_lengths + label.Length, _squares + label.Length * label.Length);
        var top = RecentNumbers.Of(domain[(label.Length + 1)..]);
        if (_tops.Count < TopsKept || _tops.ContainsKey(top)) _tops[top] = _tops.GetValueOrDefault(top) + 1;
        if (_examples.Count < ExamplesKept) _examples.Add(name);
        if (_flows.Count > 0 && ReferenceEquals(_flows[^1], flow)) return;
        if (_flows.Count == FlowsKept) _flows.RemoveAt(0);
        _flows.Add(flow);
    }

    /// <summary>Somebody asked this host for a domain that it then asked for, too.</summary>
    public void AddOnBehalf(ReadOnlySpan<char> domain)
    {
        if (RecentNumbers.Of(domain) is var number && _domains.Contains(number)) _onBehalf.Add(number);
    }

    /// <summary>The client asked for a name that exists and looks generated as well.</summary>
    public void AddResolved(string name, IpAddr address)
    {
        if (_resolved.Count < ExamplesKept && !_resolved.Exists(known => known.Name == name)) _resolved.Add((name, address));
    }

    /// <summary>As it is kept over a restart.</summary>
    public KeptBurst Keep() => new(Client, First, Last, Domains, Questions, Missing, JudgeAt, _surprise, _lengths, _squares)
    {
        Seen = [.. _domains], OnBehalf = [.. _onBehalf], Tops = new Dictionary<uint, int>(_tops), Examples = [.. _examples],
        Resolved = _resolved.ToDictionary(found => found.Name, found => found.Address), Flows = [.. _flows.Select(KeptFlow.Of)], Told = KeptTelling.Of(Told),
    };

    /// <summary>The burst again.</summary>
    public static NameBurst Again(KeptBurst kept)
    {
        var burst = new NameBurst(kept.Client)
        {
            First = kept.First, Last = kept.Last, Domains = kept.Domains, Questions = kept.Questions, Missing = kept.Missing, JudgeAt = kept.JudgeAt,
            _surprise = kept.Surprise, _lengths = kept.Lengths, _squares = kept.Squares, Told = KeptTelling.Again(kept.Told),
        };
        burst._domains.UnionWith(kept.Seen);
        burst._onBehalf.UnionWith(kept.OnBehalf);
        foreach (var (top, count) in kept.Tops) burst._tops[top] = count;
        burst._examples.AddRange(kept.Examples);
        burst._resolved.AddRange(kept.Resolved.Select(found => (found.Key, found.Value)));
        burst._flows.AddRange(kept.Flows.Select(flow => flow.ToFlow()));
        return burst;
    }

    /// <summary>Begins a new window; what was told stays told.</summary>
    public void Restart()
    {
        _domains.Clear();
        _onBehalf.Clear();
        _tops.Clear();
        _examples.Clear();
        _resolved.Clear();
        _flows.Clear();
        (_surprise, _lengths, _squares) = (0, 0, 0);
        (Domains, Questions, Missing, JudgeAt) = (0, 0, 0, 0);
    }
}
