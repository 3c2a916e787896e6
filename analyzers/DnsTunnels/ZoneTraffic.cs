using System.Runtime.InteropServices;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.DnsTunnels;

/// <summary>What one client asked below one domain, and what came back. Names are remembered as hashes, and only so many.</summary>
internal sealed class ZoneTraffic(IpAddr client, string zone) : IKept
{
    /// <summary>Different names remembered: far more than any benign service shows; a tunnel is long told by then.</summary>
    private const int NamesKept = 4096;
    private const int Letters = 128;       // host names are ASCII; anything else counts as its low bits
    private const int NamesForLetters = 8; // most pairs of client and domain never have so many
    private static readonly TimeSpan LongestOfTunnels = TimeSpan.FromMinutes(1); // an answer that a resolver keeps would stop the tunnel

    private SmallSet<ulong> _names;
    private NewestFlows _flows;
    private int[]? _letters; // from the first names on that make it worth its room
    private int _lettersTotal;

    public IpAddr Client { get; } = client;
    public string Zone { get; } = zone;
    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; }
    public int Questions { get; private set; }
    public int FreshQuestions { get; private set; }
    public int OddTypes { get; private set; }
    public int Refused { get; private set; }
    public long BytesUp { get; private set; }
    public long BytesDown { get; private set; }
    /// <summary>Questions for records that carry what their owner likes (TXT, NULL, KEY), but for the names that mail and certificates look up.</summary>
    public int CarrierQuestions { get; private set; }
    /// <summary>Bytes of their answers.</summary>
    public long CarrierBytes { get; private set; }
    /// <summary>Of the answers, those that nobody may remember for longer than a minute.</summary>
    public int ShortLived { get; private set; }
    public int Answered { get; private set; }
    /// <summary>Names that are addresses written backwards, as block lists are asked.</summary>
    public int AddressNames { get; private set; }
    /// <summary>Questions that somebody else had this client ask, as a name server is asked.</summary>
    public int OnBehalf { get; set; }
    public int LongestName { get; private set; }
    /// <summary>Different names from which it is worth judging again.</summary>
    public int JudgeAt { get; set; }
    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }
    /// <summary>When the story is told.</summary>
    public Telling Told;

    public int Names => _names.Count;
    public IReadOnlyList<FlowIdentity> Flows => _flows.ToList();

    /// <summary>Bits per letter of the names below the domain (Shannon): about 4 for hexadecimal digits and for words, 5 and more for base 32 and 64.</summary>
    public double Entropy
    {
        get
        {
            var bits = 0.0;
            foreach (var count in _letters ?? [])
                if (count > 0) bits -= count * Math.Log2((double)count / _lettersTotal);
            return _lettersTotal == 0 ? 0 : bits / _lettersTotal;
        }
    }

    public void Add(DnsTransactionEvent asked, FlowIdentity flow, ReadOnlySpan<char> below)
    {
        if (Questions++ == 0) First = asked.Begin;
        Last = Timestamp.Max(Last, asked.Begin);
        if (DnsRecordTypes.IsOdd(asked.QueryType)) OddTypes++;
        if (asked.ResponseCode is not (null or 0)) Refused++;
        if (LookUps.IsAddress(below)) AddressNames++;
        var carries = DnsRecordTypes.Carries(asked.QueryType) && !LookUps.IsPolicy(below);
        if (carries) CarrierQuestions++;
        if (asked.Answers is { Count: > 0 } answers) AddAnswers(answers, asked.TimesToLive, carries);
        AddName(below);
        if (!_flows.EndsWith(flow)) _flows.Add(flow);
    }

    /// <summary>As it is kept over a restart.</summary>
    public KeptZone Keep() => new(Client, Zone, First, Last, MemoryMarshal.AsBytes<ulong>(_names.ToArray()).ToArray())
    {
        Questions = Questions, FreshQuestions = FreshQuestions, OddTypes = OddTypes, Refused = Refused, BytesUp = BytesUp, BytesDown = BytesDown, CarrierQuestions = CarrierQuestions,
        CarrierBytes = CarrierBytes, ShortLived = ShortLived, Answered = Answered, AddressNames = AddressNames, OnBehalf = OnBehalf, LongestName = LongestName, JudgeAt = JudgeAt,
        Letters = _letters, Flows = _flows.Keep(), Told = KeptTelling.Of(Told),
    };

    /// <summary>The traffic again.</summary>
    public static ZoneTraffic Again(KeptZone kept)
    {
        var traffic = new ZoneTraffic(kept.Client, kept.Zone)
        {
            First = kept.First, Last = kept.Last, Questions = kept.Questions, FreshQuestions = kept.FreshQuestions, OddTypes = kept.OddTypes, Refused = kept.Refused, BytesUp = kept.BytesUp,
            BytesDown = kept.BytesDown, CarrierQuestions = kept.CarrierQuestions, CarrierBytes = kept.CarrierBytes, ShortLived = kept.ShortLived, Answered = kept.Answered,
            AddressNames = kept.AddressNames, OnBehalf = kept.OnBehalf, LongestName = kept.LongestName, JudgeAt = kept.JudgeAt, Told = KeptTelling.Again(kept.Told),
            _flows = NewestFlows.Again(kept.Flows), _letters = kept.Letters is { Length: Letters } letters ? letters : null, _lettersTotal = kept.Letters?.Sum() ?? 0,
        };
        foreach (var name in MemoryMarshal.Cast<byte, ulong>(kept.Names)) traffic._names.Add(name);
        return traffic;
    }

    /// <summary>Forgets what it counted, after a long silence.</summary>
    public void Restart()
    {
        (_names, _flows, _letters) = (default, default, null);
        (_lettersTotal, Questions, FreshQuestions, OddTypes, Refused, LongestName, JudgeAt) = (0, 0, 0, 0, 0, 0, 0);
        (CarrierQuestions, ShortLived, Answered, AddressNames, OnBehalf) = (0, 0, 0, 0, 0);
        (BytesUp, BytesDown, CarrierBytes) = (0, 0, 0);
    }

    private void AddAnswers(List<string> answers, List<TimeSpan>? lifetimes, bool carries)
    {
        Answered++;
        if (lifetimes is [var lifetime, ..] && lifetime <= LongestOfTunnels) ShortLived++;
        foreach (var answer in answers)
        {
            BytesDown += answer.Length;
            if (carries) CarrierBytes += answer.Length;
        }
    }

    private void AddName(ReadOnlySpan<char> below)
    {
        LongestName = Math.Max(LongestName, below.Length);
        if (_names.Count >= NamesKept) FreshQuestions++; // as all that came before were fresh enough to fill the list
        else if (_names.Add(Hash(below))) FreshQuestions++;
        else return;
        BytesUp += below.Length;
        if (_names.Count < NamesForLetters) return;
        _letters ??= new int[Letters];
        foreach (var letter in below) _letters[letter & (Letters - 1)]++;
        _lettersTotal += below.Length;
    }

    private static ulong Hash(ReadOnlySpan<char> text) // FNV-1a, 64 bits
    {
        var hash = 14_695_981_039_346_656_037;
        foreach (var letter in text) hash = (hash ^ letter) * 1_099_511_628_211;
        return hash;
    }
}
