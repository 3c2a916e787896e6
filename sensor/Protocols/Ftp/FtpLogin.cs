using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ftp;

/// <summary>Follows the logins of a session and tells each. Keeps no password but that of guests, who give their address for one.</summary>
internal sealed class FtpLogin
{
    /// <summary>What stands for a password in the log.</summary>
    public const string Hidden = "<hidden>";

    private const int MaxPasswordBytes = 128;       // of a guest; as long as Zeek shows
    private const int LoggedIn = 230, Superfluous = 202;

    private Timestamp _sent;
    private bool _waits, _passwordSeen;

    /// <summary>The user; null before one was named.</summary>
    public string? User { get; private set; }

    /// <summary>As the log shows it; null before one was given.</summary>
    public string? Password { get; private set; }

    private bool IsGuest => User?.ToLowerInvariant() is "anonymous" or "ftp" or "ftpuser" or "guest";

    /// <summary>The client names itself.</summary>
    public void OnUser(ReadOnlySpan<byte> name, IFlowContext flow)
    {
        if (_waits && _passwordSeen) Tell(null, flow);
        if (name.Length > FtpSession.MaxUserBytes) flow.Weird("FTP_user_too_long", $"{name.Length}", FtpSession.Source);
        User = EscapedText.From(name, FtpSession.MaxUserBytes);
        if (!IsGuest && Password is not null) Password = Hidden;
        (_sent, _waits, _passwordSeen) = (flow.Now, true, false);
    }

    /// <summary>The client gives a password.</summary>
    public void OnPassword(ReadOnlySpan<byte> password, IFlowContext flow)
    {
        if (password.Length > MaxPasswordBytes) flow.Weird("FTP_password_too_long", $"{password.Length}", FtpSession.Source);
        Password = IsGuest ? EscapedText.From(password, MaxPasswordBytes) : Hidden;
        if (!_waits) _sent = flow.Now;
        (_waits, _passwordSeen) = (true, !password.IsEmpty);
    }

    /// <summary>The server answers USER or PASS; other codes than these ask for more.</summary>
    public void OnReply(int code, IFlowContext flow)
    {
        if (!_waits || (code != LoggedIn && code != Superfluous && code < 400)) return;
        Tell(code is LoggedIn or Superfluous, flow);
    }

    /// <summary>The session ends.</summary>
    public void OnClose(IFlowContext flow)
    {
        if (_waits && _passwordSeen) Tell(null, flow);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        User = Password = null;
        _waits = _passwordSeen = false;
    }

    private void Tell(bool? success, IFlowContext flow)
    {
        _waits = false;
        flow.Emit(new ClearTextLoginEvent { Started = _sent, Service = FtpProtocol.Service, Mechanism = "USER", User = User, PasswordSeen = _passwordSeen, Success = success });
    }
}
