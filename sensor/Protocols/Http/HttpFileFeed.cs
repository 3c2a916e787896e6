using NetSensor.Events;

namespace NetSensor.Protocols.Http;

/// <summary>Feeds body bytes, decompressed where needed, to the file that is under way, and tells of its beginning and its type.</summary>
public sealed class HttpFileFeed(Direction direction, IHttpMessageSink sink)
{
    private Inflater? _inflater;                                  // made for the first compressed body
    private HttpContentCoding _coding;
    private bool _told;
    private bool _judged;
    private bool _unreadable;
    private bool _holed;                                          // bytes were lost before the start was complete: no type is told then

    /// <summary>The file under way.</summary>
    public HttpFile File { get; } = new();

    /// <summary>Whether files end with their message: pieces of a range request do not, their type shows only when their start is complete.</summary>
    public bool EndsWithMessage { get; set; } = true;

    /// <summary>Whether what comes first is not the start of the file.</summary>
    public bool StartsLate { get; set; }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Begin(null, HttpContentCoding.Identity);
        EndsWithMessage = true;
    }

    /// <summary>A new file may begin.</summary>
    public void Begin(string? name, HttpContentCoding coding)
    {
        File.Reset();
        File.Name = name;
        _coding = coding;
        _told = false;
        _judged = false;
        _holed = false;
        _unreadable = false;
        if (coding != HttpContentCoding.Identity) (_inflater ??= new Inflater()).Reset(coding == HttpContentCoding.Gzip);
    }

    /// <summary>More bytes of it.</summary>
    public void Append(ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        if (_unreadable) return;
        if (_coding == HttpContentCoding.Identity) File.Append(bytes);
        else _inflater!.Push(bytes, File);
        if (_told && _judged) return;
        if (!_told && File.Length > 0) Tell(flow);
        if (File.StartIsFull) Judge();
    }

    /// <summary>Bytes of it were lost.</summary>
    public void Lose(long missingBytes, IFlowContext flow)
    {
        File.Lose(missingBytes);
        _unreadable = _coding != HttpContentCoding.Identity;      // what follows cannot be decompressed
        if (!_told && File.Length > 0) Tell(flow);
        if (!_judged) Judge();
        _holed = true;
    }

    /// <summary>The file is over.</summary>
    public void End(IFlowContext flow)
    {
        if (EndsWithMessage && File.Length > 0) Judge();
    }

    private void Tell(IFlowContext flow)
    {
        _told = true;
        sink.OnFile(direction, File, flow);
    }

    private void Judge()
    {
        if (_judged || _holed || StartsLate) return;
        _judged = true;
        if (MimeTypes.Detect(File.Start) is { } type) sink.OnFileType(direction, type);
    }
}
