using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Indicators;

/// <summary>One of our hosts and one indicator that it met.</summary>
internal sealed class Sighting(IpAddr host)
{
    private const int FlowsKept = 5, SignsKept = 6;

    private readonly List<FlowIdentity> _flows = new(1);
    private readonly List<string> _signs = new(1);

    public IpAddr Host { get; } = host;
    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; }
    public int Count { get; private set; }
    public Contact Strongest { get; private set; }
    public IpAddr? Peer { get; private set; }
    public FlowIdentity? PeerFlow { get; private set; }
    /// <summary>Whether it was found by looking back when its list came.</summary>
    public bool IsPast { get; private set; }
    public IReadOnlyList<FlowIdentity> Flows => _flows;
    /// <summary>By what it was met.</summary>
    public IReadOnlyList<string> Signs => _signs;

    /// <summary>When the story is told.</summary>
    public Telling Told;

    public void Add(in Meeting meeting)
    {
        if (Count++ == 0)
        {
            First = meeting.At;
            IsPast = meeting.Flow is null;
        }
        if (meeting.At < First) First = meeting.At;
        Last = Timestamp.Max(Last, meeting.At);
        if (meeting.Contact > Strongest) Strongest = meeting.Contact;
        if (_signs.Count < SignsKept && !_signs.Contains(meeting.Sign)) _signs.Add(meeting.Sign);
        Peer = meeting.Peer ?? Peer;
        if (meeting.Flow is not { } flow) return;
        if (meeting.Contact != Contact.Asked || PeerFlow is null) PeerFlow = flow;
        if (_flows.Count > 0 && ReferenceEquals(_flows[^1], flow)) return;
        if (_flows.Count == FlowsKept) _flows.RemoveAt(0);
        _flows.Add(flow);
    }
}
