using System.Diagnostics.CodeAnalysis;

namespace NetSensor.Analyzers.Correlation;

/// <summary>What endpoints told, in the order in which it was read. Texts come again and again (programs, users, hosts) and are kept once.</summary>
public sealed class EndpointEvents
{
    private readonly HashSet<FiveTuple> _tuples = [];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal), _names = new(StringComparer.Ordinal);

    /// <summary>Processes that began.</summary>
    public List<ProcessStart> Processes { get; } = [];
    /// <summary>Connections of processes.</summary>
    public List<ProcessConnection> Connections { get; } = [];
    /// <summary>Names that processes asked for.</summary>
    public List<ProcessLookup> Lookups { get; } = [];
    /// <summary>Who said of itself what its address is.</summary>
    public List<NameStatement> Names { get; } = [];

    /// <summary>All events.</summary>
    public int Count => Processes.Count + Connections.Count + Lookups.Count;

    /// <summary>Adds a process that began.</summary>
    public void Add(ProcessStart process) => Processes.Add(process with
    {
        Key = Once(process.Key),
        Host = Once(process.Host),
        Image = Once(process.Image),
        CommandLine = Once(process.CommandLine),
        User = Once(process.User),
        Parent = process.Parent is { } parent ? Once(parent) : null,
        ParentImage = Once(process.ParentImage),
        ParentCommandLine = Once(process.ParentCommandLine),
        OriginalName = Once(process.OriginalName),
    });

    /// <summary>Adds a connection; what it needs of the sensor is asked for with <see cref="Wants(SensorFlow)"/>.</summary>
    public void Add(ProcessConnection connection)
    {
        connection = connection with
        {
            Process = Once(connection.Process),
            Host = Once(connection.Host),
            Image = Once(connection.Image),
            User = Once(connection.User),
            DestinationName = Once(connection.DestinationName),
        };
        Connections.Add(connection);
        _tuples.Add(connection.Tuple.Undirected);
        if (connection.CommunityId is { } id) _ids.Add(id);
        Names.Add(new NameStatement(connection.Own, Once(HostName.Short(connection.Host)), connection.Time, IsOwn: true));
    }

    /// <summary>Adds a question.</summary>
    public void Add(ProcessLookup lookup)
    {
        lookup = lookup with { Process = Once(lookup.Process), Host = Once(lookup.Host), Image = Once(lookup.Image), Query = Once(lookup.Query) };
        Lookups.Add(lookup);
        _names.Add(lookup.Query);
    }

    /// <summary>Whether a flow may be one of the connections: all others need not be kept, and a sensor has many.</summary>
    public bool Wants(SensorFlow flow) => _tuples.Contains(flow.Tuple.Undirected) || _ids.Contains(flow.CommunityId);

    /// <summary>Whether a question on the wire may be one of the questions.</summary>
    public bool Wants(SensorLookup lookup) => _names.Contains(lookup.Query);

    private ProcessKey Once(ProcessKey key) => new(Once(key.Host), Once(key.Id));

    [return: NotNullIfNotNull(nameof(text))]
    private string? Once(string? text)
    {
        if (text is null) return null;
        if (_texts.TryGetValue(text, out var kept)) return kept;
        _texts.Add(text);
        return text;
    }
}
