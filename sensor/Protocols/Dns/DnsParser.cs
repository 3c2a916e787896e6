using NetSensor.Events;
using NetSensor.Protocols.Dns.Local;

namespace NetSensor.Protocols.Dns;

/// <summary>
/// The DNS of one flow: pairs queries and answers by id as Zeek's scripts do, first in first out, and tells what stays unpaired when the flow
/// ends. Over TCP each message follows its length (RFC 1035 §4.2.2).
/// </summary>
public sealed class DnsParser : IProtocolParser
{
    private const int MaxQuestions = 25;      // Zeek's dns_max_queries: what asks more is no DNS
    private const int MaxViolations = 5;      // as many are forgiven before the flow is left alone
    private const int LengthPrefix = 2;
    private static readonly TimeSpan SessionInterval = TimeSpan.FromSeconds(10); // Zeek's dns_session_timeout

    private readonly PendingTransactions _queries = new();
    private readonly PendingTransactions _replies = new();
    private readonly List<DnsTransactionEvent> _finished = [];
    private readonly int[] _leftover = new int[2];     // per direction: bytes that were given and not consumed
    private readonly int[] _frame = new int[2];        // per direction: bytes of the message that those begin; 0 while unknown
    private readonly bool[] _isLost = new bool[2];     // per direction: whether a gap left it unknown where messages begin
    private DnsFault _told;
    private int _violations;
    private bool _hasBegun;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (flow.Transport != Transport.Tcp)
        {
            Begin(bytes, direction, flow);
            Message(bytes, flow);
            if (flow.ResponderPort == MulticastDns.Port) MulticastDns.Tell(bytes, direction, flow);
            else if (flow.ResponderPort == NetBiosNames.Port) NetBiosNames.Tell(bytes, direction, flow);
            return _violations > MaxViolations ? ParseResult.Violation : ParseResult.Continue(bytes.Length);
        }
        var side = (int)direction;
        if (_isLost[side])
        {
            if (DnsProtocol.CouldBeginMessage(bytes)) return ParseResult.Continue(0); // lengths are often sent alone
            if (!DnsProtocol.BeginsMessage(bytes)) return ParseResult.Continue(bytes.Length);
            _isLost[side] = false;
        }
        var at = 0;
        _frame[side] = 0;
        while (bytes.Length - at >= LengthPrefix) // ends: each turn consumes a frame
        {
            var frame = LengthPrefix + ((bytes[at] << 8) | bytes[at + 1]);
            if (bytes.Length - at < frame)
            {
                _frame[side] = frame;
                break;
            }
            Message(bytes.Slice(at + LengthPrefix, frame - LengthPrefix), flow);
            if (_violations > MaxViolations) return ParseResult.Violation;
            at += frame;
        }
        _leftover[side] = bytes.Length - at;
        return ParseResult.Continue(at);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        var side = (int)direction;
        var rest = _frame[side] - _leftover[side] - missingBytes;
        var skip = !_isLost[side] && _frame[side] > 0 && rest >= 0 ? rest : -1;
        _isLost[side] = skip < 0;
        _leftover[side] = _frame[side] = 0;
        return ParseResult.Continue(Math.Max(skip, 0));
    }

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow)
    {
        _queries.TakeAll(_finished);
        _replies.TakeAll(_finished);
        Tell(flow);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _queries.Clear();
        _replies.Clear();
        _finished.Clear();
        _leftover.AsSpan().Clear();
        _frame.AsSpan().Clear();
        _isLost.AsSpan().Clear();
        _told = DnsFault.None;
        _violations = 0;
        _hasBegun = false;
    }

    /// <summary>
    /// Looks at the flow's first message: sets the end of its session, and the roles right. A flow that begins with an answer by its originator
    /// has them the wrong way round, unless the answer is for everybody.
    /// </summary>
    private void Begin(ReadOnlySpan<byte> message, Direction direction, IFlowContext flow)
    {
        if (_hasBegun || !DnsHeader.TryRead(message, out var header)) return;
        _hasBegun = true;
        if (DnsProtocol.IsHome(flow.ResponderPort)) flow.EndWhenSilent(SessionInterval);
        if (header.IsResponse && direction == Direction.FromOriginator && !flow.Responder.IsMulticast) flow.ReverseRoles();
    }

    private void Message(ReadOnlySpan<byte> message, IFlowContext flow)
    {
        if (!DnsHeader.TryRead(message, out var header))
        {
            flow.Weird(DnsWeird.NoHeader, null, DnsWeird.Source);
            return;
        }
        var isTracked = header.Opcode == 0; // standard queries only, as Zeek
        var isPaired = false;
        var transaction = isTracked ? Open(header, flow, out isPaired) : null;
        var textLength = 0;
        if (header.Questions > MaxQuestions)
        {
            flow.Weird(DnsWeird.TooManyQuestions, null, DnsWeird.Source);
            _violations++;
        }
        else
        {
            var outcome = DnsTransactionReader.Read(message, header, transaction, flow);
            if (outcome.IsWellFormed) flow.ConfirmService(DnsProtocol.Name);
            Report(outcome, flow);
            textLength = outcome.TextLength;
        }
        if (transaction is null) return;
        if (isPaired) _finished.Add(transaction);
        else (header.IsResponse ? _replies : _queries).Add(transaction, textLength, _finished);
        Tell(flow);
    }

    private DnsTransactionEvent Open(in DnsHeader header, IFlowContext flow, out bool isPaired)
    {
        isPaired = (header.IsResponse ? _queries : _replies).TryTake(header.Id, out var transaction);
        if (!isPaired) transaction = new DnsTransactionEvent { Begin = flow.Now, TransactionId = header.Id };
        if (!header.IsResponse)
        {
            transaction.SawQuery = true;
            return transaction;
        }
        transaction.SawReply = true;
        transaction.ReplyTruncated = header.IsTruncated;
        transaction.ResponseCode = header.ResponseCode;
        transaction.ResponseCodeName = DnsCodes.ResponseCodeName(header.ResponseCode);
        if (header.ResponseCode != 0 && header.Questions == 0) transaction.Rejected = true;
        return transaction;
    }

    private void Report(in DnsTransactionReader.Outcome outcome, IFlowContext flow)
    {
        DnsWeird.Report(outcome.Fault & ~_told, outcome.UnknownType, flow);
        _told |= outcome.Fault;
        if (outcome.TextCut) flow.Weird(DnsWeird.TooMuchText, null, DnsWeird.Source);
    }

    private void Tell(IFlowContext flow)
    {
        foreach (var transaction in _finished) flow.Emit(transaction);
        _finished.Clear();
    }
}
