namespace NetSensor.Tests.Support;

/// <summary>Measures what this thread allocates on the managed heap.</summary>
internal static class Allocations
{
    private const int Attempts = 10;

    /// <summary>
    /// The least bytes that one of several attempts allocates: the runtime itself allocates now and then while it replaces code by faster code, and how soon that is
    /// over depends on how busy the machine is.
    /// </summary>
    public static long Least(Action work)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
