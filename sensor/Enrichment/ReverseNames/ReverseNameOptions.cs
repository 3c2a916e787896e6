namespace NetSensor.Enrichment.ReverseNames;

/// <summary>How the reverse DNS is asked.</summary>
public sealed record ReverseNameOptions
{
    /// <summary>Of whose addresses.</summary>
    public ReverseScope Scope { get; init; } = ReverseScope.Off;

    /// <summary>Most questions per second. Higher: names come sooner, more load for the resolver.</summary>
    public int QuestionsPerSecond { get; init; } = 20;

    /// <summary>Most questions under way; the system's resolver holds a thread for each.</summary>
    public int AtATime { get; init; } = 4;

    /// <summary>Time after which a question counts as not answered. Higher: slow resolvers are heard, others wait.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time for which an answer holds, and that there is none.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Addresses remembered; when there are more, all are forgotten that hold no longer, then any.</summary>
    public int Capacity { get; init; } = 20_000;

    /// <summary>Addresses that wait to be asked of; more are passed over until their next flow.</summary>
    public int Waiting { get; init; } = 1_000;
}
