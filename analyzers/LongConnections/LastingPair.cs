using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>All connections from one host to one destination.</summary>
internal sealed class LastingPair(PairKey key) : IKept
{
    private const int FlowsKept = 5;
    private const int OpenKept = 16;        // connections told as still open; a client has few to one port
    private const int FewConnections = 64;  // so many short ones come to nothing: no hours are kept for them
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    private List<(FlowIdentity Flow, Timestamp Until)>? _open; // few have any
    private List<FlowIdentity>? _flows;

    public PairKey Key { get; } = key;
    public IpAddr Address { get; private set; }
    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; }
    public int Connections { get; private set; }
    public TimeSpan Longest { get; private set; }
    public bool LongestIsOpen { get; private set; }
    public long BytesOut { get; private set; }
    public long BytesIn { get; private set; }
    public string? Service { get; private set; }
    /// <summary>Whether the beginning of any connection was seen: what was joined in its middle shows neither name nor protocol.</summary>
    public bool SawBegin { get; private set; }
    /// <summary>Autonomous system of the destination; null when nobody knows.</summary>
    public uint? System { get; private set; }
    public HourlyUse? Hours { get; private set; }
    public IReadOnlyList<FlowIdentity> Flows => _flows ?? [];

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <summary>When the long connection is told, and when the strobe is.</summary>
    public Telling ToldLong, ToldStrobe;

    /// <summary>Takes in a flow that ended, or tells that it goes on.</summary>
    public void Add(FlowEvent told, FlowIdentity flow)
    {
        if (Connections == 0) First = flow.Start;
        var end = flow.Start + (told.Duration ?? TimeSpan.Zero);
        var lasted = end - (told.OpenSince ?? flow.Start);
        var counted = CountedUntil(flow, told.IsInterim) ?? (told.OpenSince is null ? null : flow.Start); // what was open before a restart was counted before
        Address = flow.Responder;
        Last = Timestamp.Max(Last, end);
        if (told.Service is { } service && service != Service) Service = LastingTexts.OfThread.Of(service);
        SawBegin |= told.DirectionConfidence >= 1;
        System = told.ResponderAsn ?? System;
        if (counted is null) Connections++;
        if (!told.IsInterim) (BytesOut, BytesIn) = (BytesOut + (told.OriginatorBytes ?? 0), BytesIn + (told.ResponderBytes ?? 0));
        if (Hours is null && lasted < Short && Connections < FewConnections) return;
        Hours ??= new HourlyUse();
        if (counted is null) Hours.AddBegun(flow.Start);
        Hours.AddOpen(counted ?? flow.Start, end);
        if (told.IsInterim) (_open ??= new(1)).Add((flow, end));
        if (lasted < Longest) return;
        (Longest, LongestIsOpen) = (lasted, told.IsInterim);
        Keep(flow);
    }

    /// <summary>As it is kept over a restart.</summary>
    public KeptPair Keep() => new(Key.Source, Address, Key.Port, Key.Transport, First, Last, Connections, Longest, LongestIsOpen, BytesOut, BytesIn, SawBegin)
    {
        Name = Key.Name, Service = Service, System = System, Hours = Hours?.Keep(), ToldLong = KeptTelling.Of(ToldLong), ToldStrobe = KeptTelling.Of(ToldStrobe), Flows = [.. Flows.Select(KeptFlow.Of)],
    };

    /// <summary>The pair again.</summary>
    public static LastingPair Again(KeptPair kept) => new(kept.ToKey())
    {
        Address = kept.Address, First = kept.First, Last = kept.Last, Connections = kept.Connections, Longest = kept.Longest, LongestIsOpen = kept.LongestIsOpen, BytesOut = kept.BytesOut,
        BytesIn = kept.BytesIn, SawBegin = kept.SawBegin, Service = kept.Service, System = kept.System, Hours = kept.Hours is { } hours ? HourlyUse.Again(hours) : null,
        ToldLong = KeptTelling.Again(kept.ToldLong), ToldStrobe = KeptTelling.Again(kept.ToldStrobe), _flows = [.. kept.Flows.Select(flow => flow.ToFlow())],
    };

    /// <summary>Up to when the flow was counted as it was told before; null for a new one.</summary>
    private Timestamp? CountedUntil(FlowIdentity flow, bool goesOn)
    {
        if (_open is null) return null;
        var index = 0;
        while (index < _open.Count && _open[index].Flow.Order != flow.Order) index++;
        if (index == _open.Count)
        {
            if (goesOn && _open.Count == OpenKept) _open.RemoveAt(0);
            return null;
        }
        var until = _open[index].Until;
        _open.RemoveAt(index);
        return until;
    }

    private void Keep(FlowIdentity flow)
    {
        _flows ??= new List<FlowIdentity>(1);
        if (_flows.Exists(kept => kept.Order == flow.Order)) return;
        if (_flows.Count == FlowsKept) _flows.RemoveAt(0);
        _flows.Add(flow);
    }
}
