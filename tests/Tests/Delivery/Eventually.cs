namespace NetSensor.Tests.Delivery;

/// <summary>Waits for what other threads do: as long as it takes, but not for ever.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4); // far more than it needs, also on a busy machine: only a hang reaches it
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until it is so.</summary>
    public static void True(Func<bool> condition, string otherwise) => True(condition, () => otherwise);

    /// <summary>As above; what it says otherwise is what holds by then.</summary>
    public static void True(Func<bool> condition, Func<string> otherwise)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition()) // ends: when it is so, or with the patience
        {
            if (TimeProvider.System.GetElapsedTime(began) >= Patience) Assert.Fail(otherwise());
            Thread.Sleep(Step);
        }
    }
}
