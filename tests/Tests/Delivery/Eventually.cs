namespace NetSensor.Tests.Delivery;

/// <summary>Waits for what other threads do: as long as it takes, but not for ever.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // far more than it needs: only a hang reaches it
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until it is so.</summary>
    public static void True(Func<bool> condition, string otherwise)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition()) // ends: when it is so, or with the patience
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, otherwise);
            Thread.Sleep(Step);
        }
    }
}
