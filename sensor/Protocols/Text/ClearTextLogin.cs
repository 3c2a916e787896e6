using System.Buffers;
using System.Buffers.Text;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Text;

/// <summary>Follows a login that anybody can read, in the words of a line protocol or in SASL's PLAIN (RFC 4616) and LOGIN; keeps no password.</summary>
public sealed class ClearTextLogin(string service)
{
    private const int MaxTokenBytes = 1024;         // decoded: names and passwords are far shorter

    private string? _mechanism;
    private string? _user;
    private Timestamp _started;
    private bool _passwordSeen;
    private int _answers;

    /// <summary>Whether a login was begun and not told yet.</summary>
    public bool IsOpen => _mechanism is not null;

    /// <summary>A login begins in a way whose parts are told by <see cref="User"/> and <see cref="Password"/>.</summary>
    public void Begin(string mechanism, Timestamp now)
    {
        Reset();
        (_mechanism, _started) = (mechanism, now);
    }

    /// <summary>A SASL exchange begins, perhaps with its first answer; passed over when its mechanism hides the password.</summary>
    public void BeginSasl(ReadOnlySpan<byte> mechanism, ReadOnlySpan<byte> initial, Timestamp now)
    {
        Reset();
        if (Lines.Is(mechanism, "PLAIN"u8)) _mechanism = "PLAIN";
        else if (Lines.Is(mechanism, "LOGIN"u8)) _mechanism = "LOGIN";
        _started = now;
        if (!initial.IsEmpty && !initial.SequenceEqual("="u8)) OnSaslAnswer(initial);
    }

    /// <summary>An answer in base64 within a SASL exchange.</summary>
    public void OnSaslAnswer(ReadOnlySpan<byte> base64)
    {
        if (_mechanism is null) return;
        Span<byte> token = stackalloc byte[MaxTokenBytes];
        if (Base64.DecodeFromUtf8(base64, token, out _, out var length) is OperationStatus.InvalidData) return; // a cut one tells the name all the same
        var answer = token[..length];
        if (_mechanism == "PLAIN") TakePlain(answer);
        else if (_answers++ == 0) User(answer);
        else Password(answer);
    }

    /// <summary>The name of the user.</summary>
    public void User(ReadOnlySpan<byte> name) => _user = EscapedText.From(name, ClearTextLoginEvent.MaxUserBytes);

    /// <summary>The password, of which only is kept that there was one.</summary>
    public void Password(ReadOnlySpan<byte> password) => _passwordSeen |= !password.IsEmpty;

    /// <summary>Tells the login with its outcome, when one was begun and anything of it was seen.</summary>
    public void Tell(bool? success, IFlowContext flow)
    {
        if (_mechanism is { } mechanism && (_user is not null || _passwordSeen))
            flow.Emit(new ClearTextLoginEvent { Started = _started, Service = service, Mechanism = mechanism, User = _user, PasswordSeen = _passwordSeen, Success = success });
        Reset();
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _mechanism = _user = null;
        _passwordSeen = false;
        _answers = 0;
    }

    /// <summary>authorization identity NUL user NUL password (RFC 4616 §2).</summary>
    private void TakePlain(ReadOnlySpan<byte> message)
    {
        var first = message.IndexOf((byte)0);
        if (first < 0) return;
        var rest = message[(first + 1)..];
        var second = rest.IndexOf((byte)0);
        User(second < 0 ? rest : rest[..second]);
        if (second >= 0) Password(rest[(second + 1)..]);
    }
}
