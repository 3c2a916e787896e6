using NetSensor.Events;

namespace NetSensor.Protocols.Http;

/// <summary>The files of one message, as many as are told of.</summary>
public sealed class HttpFileList
{
    private const int MaxFiles = 15; // as many as Zeek lists

    private List<string>? _ids;
    private List<string>? _names;
    private List<string>? _types;

    /// <summary>Files so far, the ones over the limit too.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a file.</summary>
    public void Add(string id, string? name)
    {
        if (Count++ >= MaxFiles) return;
        (_ids ??= []).Add(id);
        if (name is not null) (_names ??= []).Add(name);
    }

    /// <summary>Adds the type of a file.</summary>
    public void AddType(string mimeType)
    {
        _types ??= [];
        if (_types.Count < MaxFiles) _types.Add(mimeType);
    }

    /// <summary>The lists as they are told.</summary>
    public HttpFiles ToFiles() => new(_ids, _names, _types);
}
