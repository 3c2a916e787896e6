namespace NetSensor.Protocols;

/// <summary>
/// The outcome of one look. <paramref name="Consumed"/> may exceed the bytes that were given: the rest is then skipped unseen, and a gap
/// inside the skipped part is no gap to the parser (how bodies pass without being buffered).
/// </summary>
public readonly record struct ParseResult(ParseStatus Status, long Consumed)
{
    /// <summary>All is well; so many bytes are dealt with.</summary>
    public static ParseResult Continue(long consumed) => new(ParseStatus.Continue, consumed);

    /// <summary>Wants no more.</summary>
    public static readonly ParseResult Done = new(ParseStatus.Done, 0);

    /// <summary>Another protocol.</summary>
    public static readonly ParseResult NotThis = new(ParseStatus.NotThis, 0);

    /// <summary>Broken.</summary>
    public static readonly ParseResult Violation = new(ParseStatus.Violation, 0);

    /// <summary>Another protocol begins behind so many bytes.</summary>
    public static ParseResult Upgrade(long consumed) => new(ParseStatus.Upgrade, consumed);
}
