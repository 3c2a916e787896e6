namespace NetSensor.Analyzers.Beaconing;

/// <summary>From how many check-ins on a channel is worth judging again: soon where little is missing, late where much would have to change; pure.</summary>
/// <param name="CheckIns">Check-ins so far.</param>
/// <param name="Every">Mean time between them.</param>
internal readonly record struct JudgingPace(int CheckIns, TimeSpan Every)
{
    private const int SoonShare = 8;           // an eighth more check-ins: fewer could hardly change the verdict
    private const int LateShare = 3;           // a third more: the spread of the intervals hardly changes by fewer
    private const int FarShare = 2;            // of a quick rhythm that is known and far from being told
    private const int ManyCheckIns = 40;       // from here on a rhythm is known, and each judgement costs much
    private const double CheckInBrings = 4;    // nats by which a check-in in time makes chance less likely; very exact ones bring six
    private const double SlowBrings = 6;       // the same where each check-in costs minutes of waiting; an exact timer brings up to nine, and is told some check-ins later
    private const int NearPoints = 8;          // of the risk: what surrounds a channel can add that much from one check-in to the next
    private const int FarPoints = 30;          // little adds more at once: a known service that turns out to be none, a pipe with a name of its own
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(5); // to wait longer for who comes so seldom costs hours: only what cannot tell anything yet is left out

    private bool IsKnown => CheckIns >= ManyCheckIns;

    /// <summary>After a judgement that chance could still explain the rhythm.</summary>
    /// <param name="missing">By how much the natural logarithm of the chance was above what convinces.</param>
    public int AfterDoubt(double missing)
    {
        if (IsKnown) return CheckIns + CheckIns / LateShare;
        var needed = (int)Math.Ceiling(missing / (Every >= Slow ? SlowBrings : CheckInBrings));
        return CheckIns + Math.Max(1, Math.Max(CheckIns / SoonShare, Math.Min(needed, CheckIns / LateShare)));
    }

    /// <summary>After a judgement that there is a rhythm.</summary>
    /// <param name="missingPoints">Points of risk that are missing to be told; negative when it is.</param>
    public int AfterVerdict(int missingPoints)
    {
        if (IsKnown) return CheckIns + CheckIns / (missingPoints > FarPoints && Every < Slow ? FarShare : LateShare);
        var isNear = missingPoints <= (Every >= Slow ? FarPoints : NearPoints); // what is told may become worse: few are
        return CheckIns + Math.Max(1, CheckIns / (isNear ? SoonShare : LateShare));
    }
}
