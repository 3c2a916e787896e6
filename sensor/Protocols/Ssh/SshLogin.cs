namespace NetSensor.Protocols.Ssh;

/// <summary>
/// Judges logins by the sizes of what the server sends encrypted, as Zeek does: SSH_MSG_USERAUTH_SUCCESS is one byte, so it is sixteen bytes
/// shorter than SSH_MSG_SERVICE_ACCEPT, which is the server's first answer (RFC 4253 §10, RFC 4252 §5.1); refusals are of one size.
/// </summary>
internal struct SshLogin
{
    private const int ShorterThanAccept = 16;
    private const int LongestRefusal = 256;      // beyond the accept: more is the banner that some servers show first
    private const int MaxSegments = 4096;        // of the server that are looked at: a login that long was missed

    private bool _clientSpoke;
    private bool _bannerPassed;
    private int _segments;
    private int _accept;
    private int _refusal;

    /// <summary>Logins so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>The outcome of the last one; null when there was none.</summary>
    public bool? Success { get; private set; }

    /// <summary>Whether there is nothing more to learn.</summary>
    public readonly bool IsOver => Success == true || _segments > MaxSegments;

    /// <summary>The client sent something encrypted: what the server says from now on is an answer.</summary>
    public void OnClient() => _clientSpoke = true;

    /// <summary>The server sent so many bytes encrypted, in one segment.</summary>
    public void OnServer(int length)
    {
        if (!_clientSpoke) return;
        _segments++;
        if (_accept == 0) _accept = length;
        else if (length + ShorterThanAccept == _accept && length != _refusal) Count(true);
        else if (_refusal != 0)
        {
            if (length == _refusal) Count(false);
        }
        else if (!_bannerPassed && length - _accept > LongestRefusal) _bannerPassed = true;
        else _refusal = length;                  // the first refusal only tells which ways to log in there are
    }

    private void Count(bool success)
    {
        Attempts++;
        Success = success;
    }
}
