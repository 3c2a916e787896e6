using NetSensor.Events;

namespace NetSensor.Protocols.Http;

/// <summary>
/// The headers and the body of one message after its start line (RFC 9112 §5 to §7), as they pass. One per direction, reused. Where a body
/// ends: by its chunks, its length, its last boundary, or with the stream.
/// </summary>
public sealed class HttpMessage(Direction direction, IHttpMessageSink sink)
{
    private enum Phase : byte { Done, Headers, Counted, ChunkSize, ChunkData, ChunkEnd, Trailer, UntilClose, Lines }

    private readonly HttpEntityHeaders _headers = new();
    private readonly HttpLineReader _lines = new();
    private readonly HttpFileFeed _feed = new(direction, sink);
    private HttpMultipart? _multipart;                            // made for the first multipart message
    private Phase _phase;
    private HttpVersion _version;
    private HttpBody _expect;
    private bool _isPartialAnswer;
    private bool _inParts;
    private long _remaining;                                      // of the body or the chunk
    private long _unfinishedLine;
    private bool _lastWasReturn;
    private long _lineEnds;                                       // what the body counts above its bytes for lines that did not end with CR LF

    /// <summary>Whether a message is under way.</summary>
    public bool IsOpen => _phase != Phase.Done;

    /// <summary>Whether its headers are still coming.</summary>
    public bool IsInHeaders => _phase == Phase.Headers;

    /// <summary>Whether the peer said that it closes behind this message.</summary>
    public bool EndsWithStream { get; set; }

    private long BodyLength => _inParts ? _multipart!.Length : _feed.File.Length + _lineEnds;

    /// <summary>Begins behind a start line.</summary>
    public void Begin(HttpVersion version, HttpBody expect, bool isPartialAnswer)
    {
        Reset();
        _phase = Phase.Headers;
        _version = version;
        _expect = expect;
        _isPartialAnswer = isPartialAnswer;
        _feed.EndsWithMessage = !isPartialAnswer;
    }

    /// <summary>Begins a message that is all body, up to the end of the stream.</summary>
    public void BeginWithoutHeaders(IFlowContext flow)
    {
        Begin(HttpVersion.V09, HttpBody.UntilClose, isPartialAnswer: false);
        EndsWithStream = true;
        BeginBody(flow);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _headers.Reset();
        _lines.Reset();
        _feed.Reset();
        _phase = Phase.Done;
        _inParts = false;
        _unfinishedLine = 0;
        _lineEnds = 0;
        EndsWithStream = false;
    }

    /// <summary>Takes the next piece; false when it needs more than there is (what was consumed may still be more than nothing).</summary>
    public bool Advance(ReadOnlySpan<byte> bytes, IFlowContext flow, out int consumed)
    {
        switch (_phase)
        {
            case Phase.Headers or Phase.Trailer: return TakeHeader(bytes, flow, out consumed);
            case Phase.ChunkSize or Phase.ChunkEnd: return TakeChunkLine(bytes, flow, out consumed);
            case Phase.Lines:
                CountLines(bytes);
                _feed.Append(bytes, flow);
                consumed = bytes.Length;
                return true;
            case Phase.Done:
                consumed = 0;
                return false;
            default: return TakeBody(bytes, flow, out consumed);
        }
    }

    /// <summary>Bytes are lost; false when the loss is not within the body, so that nobody knows what follows.</summary>
    public bool Lose(long missingBytes, IFlowContext flow)
    {
        if (_phase is not (Phase.Counted or Phase.ChunkData) || _inParts || missingBytes > _remaining || BodyLength == 0) return false;
        _feed.Lose(missingBytes, flow);
        _remaining -= missingBytes;
        EndOfCounted(flow);
        return true;
    }

    /// <summary>Ends the message, wherever it stands; <paramref name="orderly"/> says that the stream itself ended here.</summary>
    public void Finish(bool orderly, IFlowContext flow)
    {
        if (_phase == Phase.Done) return;
        if (_phase == Phase.Lines && _unfinishedLine > 0) _lineEnds += orderly ? 2 : -_unfinishedLine; // Zeek counts lines: whole ones, or the last with an end it never had
        if (_inParts) _multipart!.Finish(orderly, flow);
        else _feed.End(flow);
        _phase = Phase.Done;
        sink.OnMessageDone(direction, BodyLength, flow);
    }

    private bool TakeHeader(ReadOnlySpan<byte> bytes, IFlowContext flow, out int consumed)
    {
        if (!_lines.TryTakeHeader(bytes, out var line, out consumed)) return consumed > 0;
        if (_lines.WasCut) flow.Weird("HTTP_line_too_long", null, HttpParser.WeirdSource);
        if (!line.IsEmpty && line[0] != 0)
        {
            if (_phase == Phase.Trailer || !HttpHeader.TryRead(line, out var header)) return true;
            if (_headers.Take(header, _isPartialAnswer, _version) is { } weird) flow.Weird(weird, null, HttpParser.WeirdSource);
            sink.OnHeader(direction, header, flow);
        }
        else if (_phase == Phase.Trailer) Finish(orderly: true, flow);
        else BeginBody(flow);
        return true;
    }

    private void BeginBody(IFlowContext flow)
    {
        _inParts = _expect != HttpBody.None && _headers.Boundary is not null;
        if (_inParts) (_multipart ??= new HttpMultipart(_feed, direction, sink)).Begin(_headers.Boundary!);
        else _feed.Begin(_headers.FileName, _headers.Coding);
        _feed.StartsLate = _headers.RangeStart > 0;
        _remaining = _headers.ContentLength;
        _phase = _expect switch
        {
            HttpBody.None => Phase.Counted,
            _ when _headers.IsChunked => Phase.ChunkSize,
            _ when _headers.ContentLength >= 0 => Phase.Counted,
            _ when EndsWithStream || _headers.Coding != HttpContentCoding.Identity || _inParts => Phase.UntilClose,
            HttpBody.UntilClose => Phase.Lines,
            _ => Phase.Counted,
        };
        if (_phase != Phase.Counted) return;
        if (_expect == HttpBody.None || _remaining <= 0) Finish(orderly: true, flow);
    }

    private bool TakeBody(ReadOnlySpan<byte> bytes, IFlowContext flow, out int consumed)
    {
        var counted = _phase != Phase.UntilClose;
        var piece = counted && bytes.Length > _remaining ? bytes[..(int)_remaining] : bytes;
        consumed = piece.Length;
        if (_inParts) _multipart!.Feed(piece, isLast: _phase == Phase.Counted && piece.Length == _remaining, flow);
        else _feed.Append(piece, flow);
        if (!counted)
        {
            if (_inParts && _multipart!.IsDone) Finish(orderly: true, flow);
            return true;
        }
        _remaining -= consumed;
        EndOfCounted(flow);
        return true;
    }

    private void EndOfCounted(IFlowContext flow)
    {
        if (_remaining > 0) return;
        if (_phase == Phase.ChunkData) _phase = Phase.ChunkEnd;
        else Finish(orderly: true, flow);
    }

    private bool TakeChunkLine(ReadOnlySpan<byte> bytes, IFlowContext flow, out int consumed)
    {
        if (!_lines.TryTakeLine(bytes, out var line, out consumed)) return consumed > 0;
        if (_phase == Phase.ChunkEnd)
        {
            _phase = Phase.ChunkSize;
            return true;
        }
        if (!HttpChunk.TryReadSize(line, out _remaining)) flow.Weird("HTTP_bad_chunk_size", null, HttpParser.WeirdSource);
        _phase = _remaining > 0 ? Phase.ChunkData : Phase.Trailer;
        return true;
    }

    private void CountLines(ReadOnlySpan<byte> bytes)
    {
        foreach (var octet in bytes)
        {
            if (octet == '\n') _lineEnds += _lastWasReturn ? -1 : 1; // CR LF is two bytes and counts two; either alone counts two as well
            else if (octet == '\r') _lineEnds++;
            _lastWasReturn = octet == '\r';
            _unfinishedLine = octet is (byte)'\n' or (byte)'\r' ? 0 : _unfinishedLine + 1;
        }
    }

}
