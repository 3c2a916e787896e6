using NetSensor.Events;

namespace NetSensor.Protocols.Http;

/// <summary>
/// A multipart body (RFC 2046 §5.1), parts within parts included:
/// <code>
/// --boundary CRLF headers CRLF CRLF content CRLF --boundary … CRLF --boundary--
/// </code>
/// Content passes through; only the start of a line is kept, until it is known to be no boundary.
/// </summary>
public sealed class HttpMultipart(HttpFileFeed feed, Direction direction, IHttpMessageSink sink)
{
    private enum State : byte { Outside, PartHeaders, PartBody, Done }

    private const int MaxDepth = 8;        // Zeek follows 100 levels; a mail within a form needs three
    private const int MaxLineBytes = 2048; // longer than any boundary (RFC 2046: 70) and any header of a part that is looked at

    private readonly HttpEntityHeaders _headers = new();
    private readonly List<byte[]> _boundaries = [];               // outermost first
    private readonly byte[] _line = new byte[MaxLineBytes];
    private int _lineLength;
    private bool _midLine;                                        // the start of this line was passed on already
    private bool _lastWasReturn;
    private bool _owesLineEnd;                                    // the end of a line belongs to the content unless a boundary follows
    private State _state;

    /// <summary>Bytes of the body so far, as Zeek counts them: lines, each with an end of two bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the outermost closing boundary was seen.</summary>
    public bool IsDone => _state == State.Done;

    /// <summary>Begins a body with this boundary.</summary>
    public void Begin(byte[] boundary)
    {
        _boundaries.Clear();
        _boundaries.Add(boundary);
        _lineLength = 0;
        _midLine = false;
        _lastWasReturn = false;
        _owesLineEnd = false;
        _state = State.Outside;
        Length = 0;
    }

    /// <summary>Takes all of the bytes; <paramref name="isLast"/> says that the body ends with them.</summary>
    public void Feed(ReadOnlySpan<byte> bytes, bool isLast, IFlowContext flow)
    {
        while (!bytes.IsEmpty && _state != State.Done)            // ends: each turn consumes at least one byte
        {
            var end = _state == State.PartBody ? FindStrictEnd(bytes, out var consumed) : FindEnd(bytes, out consumed);
            var piece = bytes[..(end < 0 ? consumed : end)];
            bytes = bytes[consumed..];
            if (end < 0) Keep(piece, flow);
            else TakeEndOfLine(piece, flow);
        }
        if (isLast) FlushLine(flow);
    }

    /// <summary>Ends the body where it stands.</summary>
    public void Finish(bool orderly, IFlowContext flow)
    {
        if (orderly) FlushLine(flow);
        if (_state == State.PartBody) feed.End(flow);
        _state = State.Done;
    }

    private void FlushLine(IFlowContext flow)
    {
        if (_state != State.Done && (_lineLength > 0 || _midLine)) TakeEndOfLine(default, flow);
    }

    // Within content only CR LF ends a line; a CR that ends the bytes is kept back in case its LF comes next.
    private int FindStrictEnd(ReadOnlySpan<byte> bytes, out int consumed)
    {
        if (_lastWasReturn && bytes[0] == '\n')
        {
            _lastWasReturn = false;
            consumed = 1;
            return 0;
        }
        var end = bytes.IndexOf("\r\n"u8);
        consumed = end < 0 ? bytes.Length : end + 2;
        return end;
    }

    private int FindEnd(ReadOnlySpan<byte> bytes, out int consumed)
    {
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        consumed = bytes.Length;
        if (end < 0) return -1;
        if (end == 0 && bytes[0] == '\n' && _lastWasReturn)
        {
            consumed = 1;
            return 0;
        }
        if (bytes[end] == '\r' && end + 1 == bytes.Length) return -1; // kept with its CR until the next byte tells
        consumed = end + (bytes[end] == '\r' && bytes[end + 1] == '\n' ? 2 : 1);
        return end;
    }

    private void Keep(ReadOnlySpan<byte> piece, IFlowContext flow)
    {
        ReleaseReturn(flow);
        if (piece[^1] == '\r')
        {
            _lastWasReturn = true;
            piece = piece[..^1];
        }
        Store(piece, flow);
    }

    private void ReleaseReturn(IFlowContext flow)
    {
        if (!_lastWasReturn) return;
        _lastWasReturn = false;
        if (_state == State.PartBody) Store("\r"u8, flow);
        else CompleteLine(flow);                                  // outside of content a lone CR ends a line
    }

    private void Store(ReadOnlySpan<byte> piece, IFlowContext flow)
    {
        if (!_midLine && _lineLength + piece.Length <= MaxLineBytes)
        {
            piece.CopyTo(_line.AsSpan(_lineLength));
            _lineLength += piece.Length;
            if (!CanBeBoundary()) PassOn(default, flow);
            return;
        }
        PassOn(piece, flow);
    }

    private bool CanBeBoundary() => _state != State.PartBody || (_line[0] == '-' && (_lineLength < 2 || _line[1] == '-'));

    private void PassOn(ReadOnlySpan<byte> piece, IFlowContext flow)
    {
        Length += _lineLength + piece.Length;
        if (_state == State.PartBody)
        {
            PayLineEnd(flow);
            feed.Append(_line.AsSpan(0, _lineLength), flow);
            feed.Append(piece, flow);
        }
        _lineLength = 0;
        _midLine = true;
    }

    private void PayLineEnd(IFlowContext flow)
    {
        if (_owesLineEnd) feed.Append("\r\n"u8, flow);
        _owesLineEnd = false;
    }

    private void TakeEndOfLine(ReadOnlySpan<byte> piece, IFlowContext flow)
    {
        if (_lastWasReturn && !piece.IsEmpty) ReleaseReturn(flow);
        _lastWasReturn = false;
        if (!piece.IsEmpty) Store(piece, flow);
        CompleteLine(flow);
    }

    private void CompleteLine(IFlowContext flow)
    {
        Length += _lineLength + 2;
        var line = _line.AsSpan(0, _lineLength);
        _lineLength = 0;
        if (_midLine) _midLine = false;
        else if (TryTakeBoundary(line, flow)) return;
        else TakeLine(line, flow);
        _owesLineEnd = _state == State.PartBody && !_skipOwed;
        _skipOwed = false;
    }

    private bool _skipOwed;                                       // the empty line behind the headers is no line of the content

    private bool TryTakeBoundary(ReadOnlySpan<byte> line, IFlowContext flow)
    {
        if (!line.StartsWith("--"u8)) return false;
        for (var level = 0; level < _boundaries.Count; level++)
        {
            if (!line[2..].StartsWith(_boundaries[level])) continue;
            if (_state == State.PartBody) feed.End(flow);
            _owesLineEnd = false;
            var closes = line[(2 + _boundaries[level].Length)..].StartsWith("--"u8);
            var keep = closes ? level : level + 1;
            _boundaries.RemoveRange(keep, _boundaries.Count - keep);
            _headers.Reset();
            _state = !closes ? State.PartHeaders : level == 0 ? State.Done : State.Outside;
            return true;
        }
        return false;
    }

    private void TakeLine(ReadOnlySpan<byte> line, IFlowContext flow)
    {
        if (_state == State.PartBody)
        {
            PayLineEnd(flow);
            feed.Append(line, flow);
        }
        else if (_state == State.PartHeaders) TakeHeader(line, flow);
    }

    private void TakeHeader(ReadOnlySpan<byte> line, IFlowContext flow)
    {
        if (!line.IsEmpty)
        {
            if (!HttpHeader.TryRead(line, out var header)) return;
            _headers.Take(header, isPartialAnswer: false, HttpVersion.V11);
            sink.OnHeader(direction, header, flow);
            return;
        }
        if (_headers.Boundary is { } inner && _boundaries.Count < MaxDepth)
        {
            _boundaries.Add(inner);
            _state = State.Outside;
            return;
        }
        feed.Begin(_headers.FileName, _headers.Coding);
        _state = State.PartBody;
        _skipOwed = true;
    }
}
