namespace NetSensor.Tests.Delivery;

/// <summary>A wall clock that a test sets; its waits are real.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public override DateTimeOffset GetUtcNow() => Now;
}
