using System.Buffers.Text;
using System.Globalization;
using System.Text;
using NetSensor.Events;
using NetSensor.Protocols.Gssapi;
using NetSensor.Wire;

namespace NetSensor.Protocols.Http;

/// <summary>
/// How the client of one connection authenticates: NTLM and Kerberos (RFC 4559), whose logons are told, and Basic (RFC 7617), which is a login in clear text.
/// <code>
/// Authorization: NTLM|Negotiate|Kerberos base64 | Basic base64 of user:password | …        WWW-Authenticate: NTLM|Negotiate base64
/// </code>
/// </summary>
internal sealed class HttpAuthentication
{
    private const int MaxTokenBytes = HttpLineReader.MaxLineBytes;                // of base64, which is longer than the token
    private const string Service = "http";

    private static readonly string[] Schemes = ["Basic", "NTLM", "Negotiate", "Kerberos", "CredSSP", "Digest", "Bearer"];

    private readonly AuthenticationExchange _exchange = new(Service, namesServices: false);
    private readonly byte[] _token = new byte[MaxTokenBytes];
    private bool _challenged;                                                     // the answer under way has a token
    private bool _isBasic;                                                        // the request under way has a password
    private bool _hasPassword;
    private string? _user;
    private Timestamp _started;
    private (string? User, bool? Success)? _told;                                 // Basic comes with every request: only what is new is told

    /// <summary>The scheme of the last request that had one; null before the first, and for unknown ones.</summary>
    public string? Scheme { get; private set; }

    /// <summary>The account, "DOMAIN\user" where NTLM told it.</summary>
    public string? Account => _exchange.Account ?? _user;

    /// <summary>Whether a header tells of authentication.</summary>
    public static bool Concerns(HttpHeader header, Direction direction) => direction == Direction.FromOriginator
        ? header.Is("authorization"u8) || header.Is("proxy-authorization"u8)
        : header.Is("www-authenticate"u8) || header.Is("proxy-authenticate"u8);

    /// <summary>A header of a request that authenticates; Basic's user name was read already.</summary>
    public void OnRequest(HttpHeader header, string? basicUser, IFlowContext flow)
    {
        var encoded = Split(header, out var scheme);
        Scheme = scheme ?? Scheme;
        if (scheme == "Basic")
        {
            (_isBasic, _user, _started) = (true, basicUser, flow.Now);
            var plain = Decode(encoded);
            var colon = plain.IndexOf((byte)':');
            _hasPassword = colon >= 0 && colon + 1 < plain.Length;
        }
        else if (scheme is "NTLM" or "Negotiate" or "Kerberos")
        {
            _exchange.OnToken(Decode(encoded), flow);
        }
    }

    /// <summary>A header of an answer that asks for authentication, or ends it.</summary>
    public void OnAnswer(HttpHeader header, IFlowContext flow)
    {
        var encoded = Split(header, out var scheme);
        if (encoded.IsEmpty || scheme is not ("NTLM" or "Negotiate" or "Kerberos")) return;
        _challenged = true;
        _exchange.OnToken(Decode(encoded), flow);
    }

    /// <summary>An answer is over: its status is the verdict, unless it asks on.</summary>
    public void OnAnswered(int status, IFlowContext flow)
    {
        var refused = status is 401 or 407;
        if (!refused) _exchange.Conclude(LogonOutcome.Accepted, flow);
        else if (!_challenged) _exchange.Conclude(LogonOutcome.Refused(status.ToString(CultureInfo.InvariantCulture)), flow);
        _challenged = false;
        TellBasic(!refused, flow);
    }

    /// <summary>Tells what is still open.</summary>
    public void Close(IFlowContext flow)
    {
        TellBasic(null, flow);
        _exchange.Close(flow);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _exchange.Reset();
        (_challenged, _isBasic, _hasPassword) = (false, false, false);
        (_user, Scheme, _told, _started) = (null, null, null, default);
    }

    private void TellBasic(bool? success, IFlowContext flow)
    {
        if (!_isBasic) return;
        _isBasic = false;
        if (_told is { } told && told.User == _user && told.Success == success) return;
        _told = (_user, success);
        flow.Emit(new ClearTextLoginEvent { Started = _started, Service = Service, Mechanism = "Basic", User = _user, PasswordSeen = _hasPassword, Success = success });
    }

    private static ReadOnlySpan<byte> Split(HttpHeader header, out string? scheme)
    {
        var value = header.Value;
        var blank = value.IndexOfAny((byte)' ', (byte)'\t');
        var name = blank < 0 ? value.TrimEnd(" \t\r\n"u8) : value[..blank];
        scheme = null;
        foreach (var known in Schemes)
            if (Ascii.EqualsIgnoreCase(name, known)) scheme = known;
        return blank < 0 ? default : value[blank..].Trim(" \t\r\n"u8);
    }

    private ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> encoded)
    {
        Base64.DecodeFromUtf8(encoded[..Math.Min(encoded.Length, MaxTokenBytes)], _token, out _, out var written);
        return _token.AsSpan(0, written);
    }
}
