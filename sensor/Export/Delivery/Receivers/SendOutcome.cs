namespace NetSensor.Export.Delivery.Receivers;

/// <summary>What came of sending a batch.</summary>
public sealed record SendOutcome
{
    /// <summary>The receiver has all of it.</summary>
    public static SendOutcome Delivered { get; } = new() { Kind = SendOutcomeKind.Delivered };

    /// <summary>Which of them.</summary>
    public required SendOutcomeKind Kind { get; init; }

    /// <summary>Why not, in one line.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How long the receiver asks to be left alone; null when it does not say.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>What came of each record, in the order of the batch, when <see cref="Kind"/> says that it differs.</summary>
    public IReadOnlyList<SendOutcome> Each { get; init; } = [];

    /// <summary>Nobody has it, or nobody knows: the same batch again, later.</summary>
    public static SendOutcome Retry(string reason, TimeSpan? after = null) => new() { Kind = SendOutcomeKind.Retry, Reason = reason, After = after };

    /// <summary>The receiver will never take it as it is: something in it is wrong for it, or it is too large.</summary>
    public static SendOutcome Refused(string reason) => new() { Kind = SendOutcomeKind.Refused, Reason = reason };

    /// <summary>Something else came of each record.</summary>
    public static SendOutcome Mixed(IReadOnlyList<SendOutcome> each) => new() { Kind = SendOutcomeKind.Mixed, Each = each };
}
