using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>What one host did on another, in order, and in whose name.</summary>
internal sealed class Edge(IpAddr source, IpAddr target)
{
    private const int StepsKept = 32;    // different things done: a playbook has a dozen
    private const int AccountsKept = 8;  // names that one edge used
    private const int TriesForGuess = 20; // machine log-ons that did not clearly succeed: one after a restart is normal, ZeroLogon needs 256 on average

    private readonly List<Step> _steps = [];
    private readonly List<string> _accounts = [];
    private readonly HashSet<string> _ways = new(StringComparer.Ordinal);
    private long _day = long.MinValue;

    public IpAddr Source { get; } = source;
    public IpAddr Target { get; } = target;
    public IReadOnlyList<Step> Steps => _steps;
    public IReadOnlyList<string> Accounts => _accounts;

    /// <summary>Whether somebody sits at the target now, however little it weighs by itself.</summary>
    public bool GivesHands => _steps.Exists(step => step.Act == RemoteAct.RdpOpened && step.Succeeded);

    /// <summary>Whether something new was done since it was judged last.</summary>
    public bool Touched { get; set; }

    /// <summary>Machine log-ons over netlogon that were refused, or whose answer was sealed.</summary>
    public int ChannelTries { get; set; }

    /// <summary>Whether an account of the domain logged on with NTLM from a host that otherwise uses Kerberos.</summary>
    public bool FellBackToNtlm { get; set; }

    /// <summary>The last judgement; null when there was nothing worth a word.</summary>
    public EdgeVerdict? Verdict { get; set; }

    /// <summary>The hosts that led to the source when it was judged last.</summary>
    public IReadOnlyList<IpAddr> Before { get; set; } = [];

    /// <summary>The story that it is part of; null before it was worth a word.</summary>
    public Incident? Incident { get; set; }

    /// <summary>Notes a step; true when it is new, false when the same was done before.</summary>
    public bool Add(Step step)
    {
        var known = _steps.Find(other => other.Act == step.Act && other.Succeeded == step.Succeeded && other.Details == step.Details);
        if (known is not null)
        {
            known.Repeats += step.Repeats;
            return false;
        }
        if (_steps.Count >= StepsKept) return false;
        _steps.Add(step);
        return true;
    }

    /// <summary>Notes in whose name the work is done; machine accounts (which end with $) are nobody. True when that is new.</summary>
    public bool Add(string? account)
    {
        if (string.IsNullOrEmpty(account) || account.EndsWith('$') || _accounts.Count >= AccountsKept || _accounts.Contains(account, StringComparer.OrdinalIgnoreCase)) return false;
        _accounts.Add(account);
        return true;
    }

    /// <summary>Whether this way of administering is taken for the first time on the day: habits count days, not calls.</summary>
    public bool IsFirstToday(string way, Timestamp now)
    {
        var day = now.Nanoseconds / (86_400 * Timestamp.NanosecondsPerSecond);
        if (day != _day) _ways.Clear();
        _day = day;
        return _ways.Add(way);
    }

    /// <summary>Counts a machine log-on over netlogon that was refused, or whose answer was sealed; true once there are too many for an accident.</summary>
    public bool AddChannelTry() => ++ChannelTries == TriesForGuess;
}
