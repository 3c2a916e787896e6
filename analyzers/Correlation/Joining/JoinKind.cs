namespace NetSensor.Analyzers.Correlation;

/// <summary>What two tellings were joined by, the strongest first.</summary>
public enum JoinKind
{
    /// <summary>Both tell the same community id, at the same time.</summary>
    CommunityId,
    /// <summary>Both tell the same five-tuple, at the same time.</summary>
    FiveTuple,
    /// <summary>The process talked to the finding's other side while the finding went on.</summary>
    Destination,
    /// <summary>The process asked for the finding's name while the finding went on.</summary>
    Name,
    /// <summary>The process ran on the finding's host at the time, and that is all.</summary>
    Host,
}
