using NetSensor.Events;
using NetSensor.Protocols.Framing;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Rtsp;

/// <summary>Puts requests and answers together in their order; media between them (RFC 2326 §10.12) pass by.</summary>
public sealed class RtspParser : FrameParser
{
    private const int MaxHead = 16 * 1024;          // real ones have some hundred bytes
    private const int MaxText = 1024;
    private const int MaxOpen = 16;                 // requests sent ahead of their answers; players send one or two
    private const int MaxHeaders = 128;
    private const byte MediaMark = (byte)'$';
    private const int MediaHead = 4;

    private readonly Queue<(RtspTransactionEvent Told, bool IsBasic, bool HasPassword)> _open = [];

    /// <inheritdoc/>
    protected override int Enough => MaxHead;

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow)
    {
        while (_open.TryDequeue(out var open)) Tell(open, flow);      // ends: each turn removes one
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _open.Clear();
    }

    /// <inheritdoc/>
    protected override int FrameLength(scoped ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (bytes[0] == MediaMark) return bytes.Length < MediaHead ? Unknown : MediaHead + ((bytes[2] << 8) | bytes[3]);
        var blank = bytes.IndexOfAnyExcept("\r\n"u8);
        if (blank != 0) return blank < 0 ? bytes.Length : blank;
        return TextMessage.Length(bytes, RtspProtocol.Version, MaxHead);
    }

    /// <inheritdoc/>
    protected override bool Begins(scoped ReadOnlySpan<byte> bytes) => TextMessage.TryRead(bytes, RtspProtocol.Version, out _);

    /// <inheritdoc/>
    protected override ParseStatus OnFrame(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow)
    {
        if (frame[0] == MediaMark || !TextMessage.TryRead(frame, RtspProtocol.Version, out var message)) return ParseStatus.Continue;
        if (direction == Direction.FromOriginator && message.IsRequest)
        {
            if (_open.Count >= MaxOpen) Tell(_open.Dequeue(), flow);
            _open.Enqueue(Request(message, flow));
        }
        else if (direction == Direction.FromResponder && !message.IsRequest)
        {
            flow.ConfirmService(RtspProtocol.Service);
            if (!_open.TryDequeue(out var open)) return ParseStatus.Continue;
            Answer(open.Told, message);
            Tell(open, flow);
        }
        return ParseStatus.Continue;
    }

    private static (RtspTransactionEvent Told, bool IsBasic, bool HasPassword) Request(in TextMessage message, IFlowContext flow)
    {
        string? agent = null, transport = null;
        RtspAuthorization login = default;
        var headers = message.Headers;
        for (var left = MaxHeaders; left > 0 && TextMessage.TryHeader(ref headers, out var name, out var value); left--)
        {
            if (Lines.Is(name, "User-Agent"u8)) agent = EscapedText.From(value, MaxText);
            else if (Lines.Is(name, "Transport"u8)) transport = EscapedText.From(value, MaxText);
            else if (Lines.Is(name, "Authorization"u8)) login = RtspAuthorization.Read(value);
        }
        var told = new RtspTransactionEvent
        {
            Begin = flow.Now,
            Method = EscapedText.From(message.Method, MaxText),
            Uri = WithoutPassword(message.Target),
            UserAgent = agent,
            User = login.User,
            Transport = transport,
        };
        return (told, login.IsBasic, login.HasPassword);
    }

    private static void Answer(RtspTransactionEvent told, in TextMessage message)
    {
        told.StatusCode = message.Status;
        told.StatusMessage = EscapedText.From(message.Target, MaxText);
        var headers = message.Headers;
        for (var left = MaxHeaders; left > 0 && TextMessage.TryHeader(ref headers, out var name, out var value); left--)
        {
            if (Lines.Is(name, "Server"u8)) told.Server = EscapedText.From(value, MaxText);
            else if (Lines.Is(name, "Content-Type"u8)) told.ContentType = EscapedText.From(value, MaxText);
            else if (Lines.Is(name, "WWW-Authenticate"u8)) told.Realm ??= RtspAuthorization.Parameter(value, "realm=\""u8);
        }
    }

    private static void Tell((RtspTransactionEvent Told, bool IsBasic, bool HasPassword) open, IFlowContext flow)
    {
        flow.Emit(open.Told);
        if (!open.IsBasic) return;
        flow.Emit(new ClearTextLoginEvent
        {
            Started = open.Told.Begin,
            Service = RtspProtocol.Service,
            Mechanism = "Basic",
            User = open.Told.User,
            PasswordSeen = open.HasPassword,
            Success = open.Told.StatusCode is { } status ? status is not (401 or 403) : null,
        });
    }

    /// <summary>rtsp://user:password@host/… without what stands before the @.</summary>
    private static string WithoutPassword(ReadOnlySpan<byte> uri)
    {
        var authority = uri.IndexOf("://"u8);
        if (authority < 0) return EscapedText.From(uri, MaxText);
        var rest = uri[(authority + 3)..];
        var path = rest.IndexOf((byte)'/');
        var at = rest[..(path < 0 ? rest.Length : path)].LastIndexOf((byte)'@');
        if (at < 0) return EscapedText.From(uri, MaxText);
        return EscapedText.From(uri[..(authority + 3)], MaxText) + EscapedText.From(rest[(at + 1)..], MaxText);
    }
}
