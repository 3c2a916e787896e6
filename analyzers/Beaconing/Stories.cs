using NetSensor.Analyzers.Beaconing.Channels;
using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>
/// One story for traffic that shows at several channels: told of the channel that explains it best, which is the first of <see cref="ChannelKind"/> unless
/// another one sees clearly more of it (a name with twenty addresses, a network with ten names). Harmless traffic has its story too, so that it is not
/// told of another channel that knows less of it.
/// </summary>
internal sealed class Stories(ChannelBook book, BeaconOptions options)
{
    private const int MostPerHost = 64;     // stories of one host that later ones are compared with; the oldest is forgotten first
    private const int SweepShare = 8;       // so many more of them than candidates, as a share, before they are swept: each is looked at now and then, not with each new one

    private readonly BoundedMap<IpAddr, List<Candidate>> _tellers = new(options.Hosts);
    private long _forgotten; // of hosts that are still there
    private int _added; // since the last sweep, with those that were left then: at least as many as there are

    /// <summary>Stories that were forgotten because their channels, or those of their hosts, had to make room.</summary>
    public long Evictions => _forgotten + _tellers.Evictions;

    /// <summary>The verdicts of the channels that explain their traffic best, each with its story's id set, in a fixed order.</summary>
    public List<Verdict> Choose(List<Verdict> verdicts)
    {
        var chosen = new List<Verdict>();
        foreach (var host in verdicts.GroupBy(verdict => verdict.Channel.Source))
        {
            var ranked = host.ToList();
            if (ranked.Count > 1) ranked = [.. ranked.OrderBy(verdict => verdict.Channel.Key.Kind).ThenByDescending(verdict => verdict.Channel.Total).ThenBy(verdict => verdict.Channel.Where, StringComparer.Ordinal)];
            foreach (var verdict in ranked)
                if (!ranked.Exists(other => other != verdict && other.Channel.OverlapWith(verdict.Channel).SeesMore) && Claim(verdict.Channel)) chosen.Add(verdict);
        }
        return chosen;
    }

    /// <summary>Takes back a story that was told before a restart.</summary>
    public void Recall(Candidate channel) => Add(OfHost(channel.Source), channel);

    /// <summary>Makes the channel the teller of its traffic's story; false when another one is.</summary>
    private bool Claim(Candidate channel)
    {
        var tellers = OfHost(channel.Source);
        if (tellers.Contains(channel)) return true;
        foreach (var other in tellers)
        {
            var overlap = channel.OverlapWith(other);
            if (!overlap.IsSame && !IsInside(channel, other)) continue;
            if (!overlap.SeesMore && !Replaces(channel, other)) return false;
            (channel.StoryId, channel.Told) = (other.StoryId, other.Told); // the story goes on, and is known by its id
            tellers.Remove(other);
            tellers.Add(channel);
            return true;
        }
        if (tellers.Count >= MostPerHost)
        {
            tellers.RemoveAt(0);
            _forgotten++;
        }
        Add(tellers, channel);
        channel.StoryId = StableId.Of("beaconing", channel.Source.ToString(), channel.Where, channel.Key.Kind.ToString());
        return true;
    }

    /// <summary>A certificate shows before the flow that has the name ends: the name takes over.</summary>
    private static bool Replaces(Candidate channel, Candidate other) => channel.Key.Kind < other.Key.Kind && channel.Total >= other.Total;

    /// <summary>Whether what is said inside a connection to a file server is what is said on a pipe there.</summary>
    private static bool IsInside(Candidate channel, Candidate other) =>
        channel.Key.Kind == ChannelKind.Inside && other.Key.Kind == ChannelKind.Pipe && channel.Latest?.Flow.Responder == other.Latest?.Flow.Responder;

    private void Add(List<Candidate> tellers, Candidate channel)
    {
        tellers.Add(channel);
        if (++_added > options.Candidates + options.Candidates / SweepShare) Sweep();
    }

    /// <summary>Forgets the stories whose channels had to make room: nothing will be compared with them any more, and they hold all that was known of their channels.</summary>
    private void Sweep()
    {
        _added = 0;
        foreach (var tellers in _tellers.Values)
        {
            _forgotten += tellers.RemoveAll(channel => !book.Holds(channel));
            _added += tellers.Count;
        }
    }

    private List<Candidate> OfHost(IpAddr host) => _tellers.GetOrAdd(host, static _ => []);
}
