using NetSensor.Events;
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
    private int _channelTries;

    public IpAddr Source { get; } = source;
    public IpAddr Target { get; } = target;
    public IReadOnlyList<Step> Steps => _steps;
    public IReadOnlyList<string> Accounts => _accounts;

    /// <summary>Whether somebody sits at the target now, however little it weighs by itself.</summary>
    public bool GivesHands => _steps.Exists(step => step.Act == RemoteAct.RdpOpened && step.Succeeded);

    /// <summary>Whether something new was done since it was judged last.</summary>
    public bool Touched { get; set; }
    public int TimesTold { get; set; }
    public Severity ToldSeverity { get; set; }
    public int ToldRisk { get; set; }

    /// <summary>Notes a step; true when it is new, false when the same was done before.</summary>
    public bool Add(Step step)
    {
        var known = _steps.Find(other => other.Act == step.Act && other.Succeeded == step.Succeeded && other.Details == step.Details);
        if (known is not null)
        {
            known.Repeats++;
            return false;
        }
        if (_steps.Count >= StepsKept) return false;
        _steps.Add(step);
        return true;
    }

    /// <summary>Notes in whose name the work is done; machine accounts (which end with $) are nobody.</summary>
    public void Add(string? account)
    {
        if (string.IsNullOrEmpty(account) || account.EndsWith('$') || _accounts.Count >= AccountsKept || _accounts.Contains(account, StringComparer.OrdinalIgnoreCase)) return;
        _accounts.Add(account);
    }

    /// <summary>Counts a machine log-on over netlogon that was refused, or whose answer was sealed; true once there are too many for an accident.</summary>
    public bool AddChannelTry() => ++_channelTries == TriesForGuess;
}
