using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Desk;

/// <summary>Which stories are about which host, so that several about one are told together.</summary>
internal sealed class HostStories(TimeSpan relateWithin, int hosts)
{
    private const int MostPerHost = 16; // a host with more has been understood to be in trouble

    private readonly BoundedMap<string, List<Story>> _byHost = new(hosts);

    /// <summary>Hosts that had to make room.</summary>
    public long Evictions => _byHost.Evictions;

    /// <summary>Notes that a story is about these hosts.</summary>
    public void Add(Story story)
    {
        foreach (var host in story.Hosts)
        {
            var stories = _byHost.GetOrAdd(host, static _ => []);
            if (stories.Contains(story)) continue;
            if (stories.Count == MostPerHost) stories.Remove(stories.MinBy(other => other.LastHeard)!);
            stories.Add(story);
        }
    }

    /// <summary>The stories of a host that were heard of late, the worst first.</summary>
    public IEnumerable<Story> Of(string host, Timestamp now)
    {
        if (!_byHost.TryGet(host, out var stories)) return [];
        stories.RemoveAll(story => now - story.LastHeard > relateWithin);
        return stories.OrderByDescending(story => story.Told!.Severity).ThenBy(story => story.Told!.FirstSeen).ThenBy(story => story.Id, StringComparer.Ordinal);
    }
}
