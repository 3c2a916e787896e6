using System.Globalization;
using System.Text;
using NetSensor.Events;

namespace NetSensor.Protocols.Http;

/// <summary>Follows both directions of an HTTP/1.x connection (RFC 9112) and tells its transactions.</summary>
public sealed class HttpParser : IProtocolParser, IHttpMessageSink
{
    private enum State : byte { StartLine, Raw, Nothing, WebSocket, Done }

    private const int MaxMethodBytes = 64;      // the longest registered method has 17 letters
    private const int MaxUnanswered = 101;      // HttpTransactions gives up at 100 as well
    private const string Service = "http";
    internal const string WeirdSource = "HTTP"; // what Zeek says noticed it; where its scripts notice, it says nothing

    private readonly HttpTransactions _transactions = new();
    private readonly HttpFileLedger _files = new();
    private readonly Queue<bool> _unanswered = new();             // per request without an answer: was it HEAD
    private readonly HttpLineReader _requestLines = new();
    private readonly HttpLineReader _answerLines = new();
    private readonly HttpMessage _request;
    private readonly HttpMessage _answer;
    private readonly HttpCargo _cargo = new();
    private readonly byte[] _target = new byte[HttpLineReader.MaxLineBytes];
    private State _requestState;
    private State _answerState;
    private HttpVersion _requestVersion;
    private HttpVersion _answerVersion;
    private int _requests;
    private int _answerCode;
    private bool _persists;
    private bool _connects;
    private bool _tunnels;
    private HttpUpgrade _upgrade;                                 // in the answer under way
    private bool _violated;

    /// <summary>A parser without a flow.</summary>
    public HttpParser()
    {
        _request = new HttpMessage(Direction.FromOriginator, this);
        _answer = new HttpMessage(Direction.FromResponder, this);
    }

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var total = 0;
        while (total < bytes.Length)                              // ends: a turn consumes bytes, or leaves
        {
            var more = direction == Direction.FromOriginator
                ? StepRequest(bytes[total..], flow, out var consumed)
                : StepAnswer(bytes[total..], flow, out consumed);
            total += consumed;
            if (_tunnels)
            {
                flow.Emit(new TunnelEvent { TunnelType = "Tunnel::HTTP", Action = "Tunnel::DISCOVER", ByProxy = true });
                return ParseResult.Upgrade(total);
            }
            if (!more || consumed == 0) break;
        }
        return _requestState >= State.Nothing && _answerState is State.Nothing or State.Done ? Leave(flow) : ParseResult.Continue(total);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        if (direction == Direction.FromOriginator)
        {
            if (_request.Lose(missingBytes, flow)) return ParseResult.Continue(0);
            _request.Finish(orderly: false, flow);                // whether an answer has a body may depend on the request
            Interrupt(flow);
            _requestState = State.Nothing;
        }
        else if (!_answer.Lose(missingBytes, flow))
        {
            _answer.Finish(orderly: false, flow);
            _answerState = State.Nothing;
        }
        return _requestState >= State.Nothing && _answerState >= State.Nothing ? Leave(flow) : ParseResult.Continue(0);
    }

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) =>
        (direction == Direction.FromOriginator ? _request : _answer).Finish(orderly: true, flow);

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow)
    {
        _request.Finish(orderly: false, flow);
        _answer.Finish(orderly: false, flow);
        _transactions.Flush(flow);
        _cargo.OnClose(flow);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _transactions.Reset();
        _unanswered.Clear();
        _requestLines.Reset();
        _answerLines.Reset();
        _request.Reset();
        _answer.Reset();
        (_requestState, _answerState) = (State.StartLine, State.StartLine);
        (_requestVersion, _answerVersion) = (default, default);
        (_requests, _answerCode) = (0, 0);
        (_persists, _connects, _tunnels, _violated) = (false, false, false, false);
        _upgrade = default;
        _files.Reset();
        _cargo.Reset();
    }

    /// <inheritdoc/>
    public void OnHeader(Direction direction, HttpHeader header, IFlowContext flow)
    {
        if (direction == Direction.FromResponder)
        {
            if (header.Is("connection"u8) && header.HasToken("close"u8)) _answer.EndsWithStream = true;
            _upgrade.Take(header);
            _cargo.OnAnswerHeader(header, flow);
            return;
        }
        if (header.Is("connection"u8)) _persists |= header.HasToken("keep-alive"u8);
        var transaction = _transactions.Of(direction, flow);
        HttpHeaderReader.Take(header, transaction);
        _cargo.OnRequestHeader(header, transaction, flow);
        if (header.Is("host"u8)) HttpHost.Name(transaction.Host, flow);
    }

    /// <inheritdoc/>
    public void OnFile(Direction direction, HttpFile file, IFlowContext flow)
    {
        _cargo.OnFile(direction, file);
        _files.Begin(direction, file, _transactions.Of(direction, flow), flow);
    }

    /// <inheritdoc/>
    public void OnFileType(Direction direction, string mimeType) => _files.AddType(direction, mimeType);

    /// <inheritdoc/>
    public void OnMessageDone(Direction direction, long bodyLength, IFlowContext flow)
    {
        var transaction = _transactions.Of(direction, flow);
        _transactions.OnMessageDone(direction, bodyLength, flow);
        if (direction == Direction.FromOriginator)
        {
            _cargo.OnRequested(transaction);
            return;
        }
        if (!transaction.IsInformational) _cargo.OnAnswered(transaction, flow);
        if (_answerCode is < 100 or >= 200) _unanswered.TryDequeue(out _);
        if (_answerCode == 101 && _unanswered.Count == 1 && _upgrade.IsOffered) _requestState = _answerState = _upgrade.IsToWebSocket ? State.WebSocket : State.Done;
        _answerCode = 0;
        _upgrade = default;
    }

    private ParseResult Leave(IFlowContext flow)
    {
        OnClose(flow);
        return ParseResult.Done;
    }

    private bool StepRequest(ReadOnlySpan<byte> bytes, IFlowContext flow, out int consumed)
    {
        if (_request.IsOpen) return _request.Advance(bytes, flow, out consumed);
        if (_requestState != State.StartLine) return StepBeyond(_requestState, bytes, flow, out consumed);
        if (!_requestLines.TryTakeLine(bytes, out var line, out consumed)) return consumed > 0;
        if (_requestLines.WasCut) flow.Weird("HTTP_line_too_long", null, WeirdSource);
        OnRequestLine(line, flow);
        return true;
    }

    private bool StepBeyond(State state, ReadOnlySpan<byte> bytes, IFlowContext flow, out int consumed)
    {
        consumed = bytes.Length;
        if (state != State.WebSocket) return true;
        if ((bytes[0] & 0x70) == 0 && (bytes[0] & 0x0F) is <= 2 or (>= 8 and <= 10)) flow.ConfirmService("websocket"); // RFC 6455 §5.2: no reserved bit, a known opcode
        _requestState = _answerState = State.Done;
        return true;
    }

    private bool StepAnswer(ReadOnlySpan<byte> bytes, IFlowContext flow, out int consumed)
    {
        if (_answer.IsOpen) return AdvanceAnswer(bytes, flow, out consumed);
        if (_answerState == State.Raw)
        {
            consumed = 0;
            BeginRawAnswer(flow);
            return _answer.Advance(bytes, flow, out consumed);
        }
        if (_answerState != State.StartLine) return StepBeyond(_answerState, bytes, flow, out consumed);
        if (!_answerLines.TryTakeLine(bytes, out var line, out consumed)) return consumed > 0 || IsNoAnswer(bytes, flow, out consumed);
        if (HttpStatusLine.TryRead(line, out var status)) OnStatusLine(status, flow);
        else if (!line.IsEmpty) RefuseAnswer(flow);
        return true;
    }

    // The first bytes of a line tell whether it can become a status line; the rest of one that cannot need not be waited for.
    private bool IsNoAnswer(ReadOnlySpan<byte> bytes, IFlowContext flow, out int consumed)
    {
        var begins = bytes[..Math.Min(bytes.Length, 5)];
        var possible = begins[0] == '\r' || "HTTP/"u8.StartsWith(begins);
        consumed = possible ? 0 : bytes.Length;
        if (!possible) RefuseAnswer(flow);
        return !possible;
    }

    private void RefuseAnswer(IFlowContext flow)
    {
        Violate(flow);
        _answerState = State.Nothing;
    }

    private bool AdvanceAnswer(ReadOnlySpan<byte> bytes, IFlowContext flow, out int consumed)
    {
        var inHeaders = _answer.IsInHeaders;
        var more = _answer.Advance(bytes, flow, out consumed);
        if (_answerState == State.WebSocket && consumed < bytes.Length) flow.Weird("protocol_data_with_HTTP_upgrade_reply", (bytes.Length - consumed).ToString(CultureInfo.InvariantCulture), WeirdSource);
        if (!inHeaders || _answer.IsInHeaders || !_connects) return more;
        _tunnels = true;                                          // the headers of a good answer to CONNECT are over
        OnClose(flow);
        return more;
    }

    private void OnRequestLine(ReadOnlySpan<byte> line, IFlowContext flow)
    {
        if (!HttpRequestLine.TryRead(line, out var request))
        {
            flow.Weird(request.Weird!, null, WeirdSource);
            if (_requests > 0 && !_persists) return;              // leftovers behind the only request
            if (line.IsEmpty)
            {
                flow.Weird("empty_http_request", null, WeirdSource);                 // some clients send an empty line behind a body; servers bear it
                return;
            }
            Violate(flow);
            _requestState = State.Nothing;
            return;
        }
        if (request.Weird is { } weird) flow.Weird(weird, null, WeirdSource);
        SetVersion(ref _requestVersion, request.Version, flow);
        if (++_requests > 1 && !_persists) flow.Weird("unexpected_multiple_HTTP_requests", null, WeirdSource);
        if (_unanswered.Count < MaxUnanswered) _unanswered.Enqueue(Ascii.EqualsIgnoreCase(request.Method, "HEAD"u8));
        if (!_violated) flow.ConfirmService(Service);
        if (Ascii.EqualsIgnoreCase(request.Method, "CONNECT"u8)) _connects = true;
        BeginRequest(request, flow);
    }

    private void BeginRequest(HttpRequestLine request, IFlowContext flow)
    {
        var transaction = _transactions.OnRequest(flow);
        var method = HttpMethods.Find(request.Method);
        transaction.Method = method ?? EscapedText.From(request.Method, MaxMethodBytes);
        if (method is null) flow.Weird("unknown_HTTP_method", transaction.Method);
        var length = HttpUri.Unescape(request.Target, _target, out var weird);
        if (weird is not null) flow.Weird(weird, null, WeirdSource);
        transaction.Uri = EscapedText.From(_target.AsSpan(0, length), _target.Length);
        _request.Begin(request.Version, HttpBody.IfTold, isPartialAnswer: false);
        if (request.Version != HttpVersion.V09) return;
        if (!request.Method.SequenceEqual("GET"u8)) flow.Weird("invalid_http_09_request_method", transaction.Method, WeirdSource);
        if (_answer.IsOpen)
        {
            flow.Weird("http_09_reply_before_request", null, WeirdSource);
            _answer.Finish(orderly: false, flow);
        }
        _answerState = State.Raw;                                 // HTTP/0.9 answers with the bare file
    }

    private void OnStatusLine(HttpStatusLine status, IFlowContext flow)
    {
        SetVersion(ref _answerVersion, status.Version, flow);
        if (_unanswered.Count > 0 && !_violated) flow.ConfirmService(Service);
        _answerCode = status.Code;
        var transaction = _transactions.OnResponse(flow);
        transaction.SetStatus(status.Code, status.HasReason ? EscapedText.From(status.Reason, HttpLineReader.MaxLineBytes) : "<empty>");
        transaction.Version = _answerVersion.ToString();
        if (_connects && status.Code != 200) _connects = false;
        var bodyless = status.Code is (>= 100 and < 200) or 204 or 304 || (_unanswered.TryPeek(out var head) && head);
        _answer.Begin(_answerVersion, bodyless ? HttpBody.None : HttpBody.UntilClose, status.Code == 206);
    }

    private void BeginRawAnswer(IFlowContext flow)
    {
        SetVersion(ref _answerVersion, HttpVersion.V09, flow);
        if (_unanswered.Count > 0 && !_violated) flow.ConfirmService(Service);
        _unanswered.TryDequeue(out _);
        _answerCode = 0;
        var transaction = _transactions.OnResponse(flow);
        transaction.SetStatus(0, "<empty>");
        transaction.Version = _answerVersion.ToString();
        _answer.BeginWithoutHeaders(flow);
    }

    private void SetVersion(ref HttpVersion known, HttpVersion version, IFlowContext flow)
    {
        if (known != default && known != version) flow.Weird("HTTP_version_mismatch", null, WeirdSource);
        known = version;
        _persists |= version.IsPersistent;
    }

    private void Interrupt(IFlowContext flow)
    {
        if (!_answer.IsOpen) return;
        _answer.Finish(orderly: false, flow);
        _answerState = State.Nothing;
    }

    private void Violate(IFlowContext flow)
    {
        _violated = true;
        flow.RetractService(Service);
    }
}
