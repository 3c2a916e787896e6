using System.Text;
using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Http;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols.Http;

/// <summary>A client and a server that talk through a parser; keeps what was not consumed, as the payload side of a flow does.</summary>
internal sealed class HttpConversation
{
    private readonly HttpParser _parser = new();
    private readonly List<byte>[] _waiting = [[], []];

    public RecordingFlow Flow { get; } = new();
    public ParseStatus Status { get; private set; }
    public int BytesKept => _waiting[0].Count + _waiting[1].Count;
    public IReadOnlyList<HttpTransactionEvent> Transactions => [.. Flow.Events.OfType<HttpTransactionEvent>()];

    public HttpConversation Client(string text) => Say(Direction.FromOriginator, Encoding.Latin1.GetBytes(text));
    public HttpConversation Server(string text) => Say(Direction.FromResponder, Encoding.Latin1.GetBytes(text));
    public HttpConversation Server(ReadOnlySpan<byte> bytes) => Say(Direction.FromResponder, bytes);

    public HttpConversation Say(Direction direction, ReadOnlySpan<byte> bytes)
    {
        var waiting = _waiting[(int)direction];
        waiting.AddRange(bytes);
        Flow.Now += TimeSpan.FromMilliseconds(1);
        if (Status != ParseStatus.Continue) return this;
        var result = _parser.Parse(waiting.ToArray(), direction, Flow);
        Status = result.Status;
        Assert.InRange(result.Consumed, 0, waiting.Count);
        waiting.RemoveRange(0, (int)result.Consumed);
        return this;
    }

    public HttpConversation Lose(Direction direction, int bytes)
    {
        _waiting[(int)direction].Clear();
        if (Status == ParseStatus.Continue) Status = _parser.OnGap(direction, bytes, Flow).Status;
        return this;
    }

    public HttpConversation End(Direction direction)
    {
        if (Status == ParseStatus.Continue) _parser.OnEndOfStream(direction, Flow);
        return this;
    }

    public HttpConversation Close()
    {
        if (Status == ParseStatus.Continue) _parser.OnClose(Flow);
        return this;
    }

    public Timestamp Now => Flow.Now;
}
