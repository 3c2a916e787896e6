using System.Buffers.Binary;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Rfb;

/// <summary>Follows the opening of an RFB session (RFC 6143 §7.1 to §7.3), in which the sides take turns, up to the name of the desktop.</summary>
public sealed class RfbParser : IProtocolParser
{
    private enum Step : byte { ServerVersion, ClientVersion, SecurityTypes, Choice, Challenge, Response, AppleKeys, AppleResponse, Result, ClientInit, ServerInit }

    private const int ChallengeBytes = 16;          // of DES
    private const int AppleCredentials = 128;       // encrypted; the client's key follows
    private const int MaxDesktopName = 256;
    private const byte None = 1, Vnc = 2, Apple = 30;

    private Step _step;
    private Timestamp _started;
    private (string Major, string Minor)? _server, _client;
    private uint? _security;
    private bool? _success, _shared;
    private int _appleKey;
    private int _desktopWidth, _desktopHeight;
    private string? _desktop;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        long consumed = 0;
        while (consumed < bytes.Length)             // ends: each turn consumes a message, or returns
        {
            var rest = bytes[(int)consumed..];
            var taken = direction == Direction.FromResponder ? OnServer(rest, flow) : OnClient(rest, flow);
            if (taken < 0) return _server is null ? ParseResult.NotThis : ParseResult.Done;
            if (taken == 0) break;
            consumed += taken;
            if (_desktop is not null) return ParseResult.Done;
        }
        return ParseResult.Continue(consumed);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow)
    {
        if (_server is null && _client is null) return;
        flow.Emit(new RfbSessionEvent
        {
            Started = _started,
            Client = _client,
            Server = _server,
            Authentication = _security is { } type ? RfbMessage.Authentication(type) : null,
            Success = _success,
            Shared = _shared,
            DesktopName = _desktop,
            Width = _desktop is null ? null : _desktopWidth,
            Height = _desktop is null ? null : _desktopHeight,
        });
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _step = Step.ServerVersion;
        _server = _client = null;
        _security = null;
        _success = _shared = null;
        _desktop = null;
        _appleKey = 0;
    }

    /// <summary>Bytes taken of what the server says; 0 for more or another turn, -1 when there is nothing more to learn.</summary>
    private int OnServer(ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        switch (_step)
        {
            case Step.ServerVersion:
                return OnVersion(bytes, ref _server, Step.ClientVersion, flow);
            case Step.SecurityTypes when UsesVersion33:
                return bytes.Length < 4 ? 0 : Choose(BinaryPrimitives.ReadUInt32BigEndian(bytes), 4);
            case Step.SecurityTypes:
                if (bytes[0] == 0) return -1;       // refused, a reason follows
                if (bytes.Length < 1 + bytes[0]) return 0;
                _step = Step.Choice;
                return 1 + bytes[0];
            case Step.Challenge:
                return Take(bytes, ChallengeBytes, Step.Response);
            case Step.AppleKeys:
                if (bytes.Length < 4) return 0;
                _appleKey = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
                return Take(bytes, 4 + 2 * _appleKey, Step.AppleResponse);
            case Step.Result:
                if (bytes.Length < 4) return 0;
                _success = BinaryPrimitives.ReadUInt32BigEndian(bytes) == 0;
                _step = _shared is null ? Step.ClientInit : Step.ServerInit;
                return _success == true ? 4 : -1;
            case Step.ServerInit:
                var length = RfbMessage.Desktop(bytes, out _desktopWidth, out _desktopHeight, out var name);
                if (length > 0) _desktop = EscapedText.From(name, MaxDesktopName);
                return length;
            default:
                return 0;
        }
    }

    private int OnClient(ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        switch (_step)
        {
            case Step.ServerVersion or Step.ClientVersion:
                return OnVersion(bytes, ref _client, Step.SecurityTypes, flow);
            case Step.Choice:
                return Choose(bytes[0], 1);
            case Step.Response:
                return Take(bytes, ChallengeBytes, Step.Result);
            case Step.AppleResponse:
                return Take(bytes, AppleCredentials + _appleKey, Step.Result);
            case Step.ClientInit:
                _step = Step.ServerInit;
                _shared = bytes[0] != 0;
                return 1;
            case Step.Result:
                _shared = bytes[0] != 0;            // a client that does not wait for the outcome
                return 1;
            default:
                return 0;
        }
    }

    private bool UsesVersion33 => _client is { Minor: var minor } && string.CompareOrdinal(minor, "007") < 0;

    private int OnVersion(ReadOnlySpan<byte> bytes, ref (string Major, string Minor)? version, Step next, IFlowContext flow)
    {
        var verdict = RfbMessage.BeginsVersion(bytes);
        if (verdict != ProbeVerdict.Yes) return verdict == ProbeVerdict.No ? -1 : 0;
        if (_server is null && _client is null) _started = flow.Now;
        version = RfbMessage.Version(bytes);
        _step = next;
        if (next == Step.SecurityTypes) flow.ConfirmService(RfbProtocol.Service);
        return RfbMessage.VersionBytes;
    }

    private int Choose(uint type, int length)
    {
        _security = type;
        _step = type switch
        {
            None when UsesVersion33 || _client is { Minor: "007" } => Step.ClientInit,
            None => Step.Result,
            Vnc => Step.Challenge,
            Apple => Step.AppleKeys,
            _ => Step.ServerInit,                   // what follows is not known: the session is told at once
        };
        return _step == Step.ServerInit ? -1 : length;
    }

    private int Take(ReadOnlySpan<byte> bytes, int length, Step next)
    {
        if (bytes.Length < length) return 0;
        _step = next;
        return length;
    }
}
