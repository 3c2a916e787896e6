using NetSensor.Events;

namespace NetSensor.Protocols.Rdp;

/// <summary>
/// Judges network-level authentication ([MS-CSSP] §3.1.5) by how often the sides take turns inside TLS. The login itself takes four turns, five or
/// six with a second round of negotiation; whoever is let in goes on with the connection sequence ([MS-RDPBCGR] §1.3.1.1), whose channel joins alone
/// take ten more.
/// </summary>
internal struct RdpLogin
{
    private const int TurnsOfSession = 14;
    private const int LeastTurnsOfAttempt = 3;      // a challenge was answered
    private const int MostTurnsOfAttempt = 8;       // TLS 1.3 adds its tickets
    private const double SessionConfidence = 0.95;
    private const double RefusalConfidence = 0.8;   // a client that gives up, or a cable that is pulled, looks alike

    private Direction _last;
    private int _turns;

    /// <summary>Whether a session was seen: there is nothing more to learn.</summary>
    public readonly bool IsSession => _turns >= TurnsOfSession;

    /// <summary>A side sent a record of application data.</summary>
    public void OnRecord(Direction direction)
    {
        if (_turns > 0 && direction == _last) return;
        _last = direction;
        _turns++;
    }

    /// <summary>What can be said; <paramref name="closed"/> tells whether the sides ended the connection.</summary>
    public readonly (bool Success, double Confidence)? Judge(bool closed)
    {
        if (IsSession) return (true, SessionConfidence);
        return closed && _turns is >= LeastTurnsOfAttempt and <= MostTurnsOfAttempt ? (false, RefusalConfidence) : null;
    }
}
