using System.Collections.Concurrent;
using System.Diagnostics;

namespace NetSensor.Tests.Promises;

/// <summary>Does the same with many things on all cores, and says of which it failed, took too long, or does not end.</summary>
internal static class Watched
{
    private static readonly TimeSpan PatienceForOne = TimeSpan.FromSeconds(60); // the slowest takes about one, on an idle machine
    private static readonly TimeSpan PatienceForAll = TimeSpan.FromMinutes(9);

    /// <summary>Runs <paramref name="check"/>, which says what is wrong or null, with each; fails with everything that was wrong.</summary>
    public static void ForEach<T>(IReadOnlyCollection<T> things, Func<T, string> name, Func<T, string?> check) where T : notnull
    {
        var left = new ConcurrentQueue<T>(things);
        var atWork = new ConcurrentDictionary<int, string>();
        var wrong = new ConcurrentBag<string>();
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(worker => Task.Factory.StartNew(() =>
        {
            while (left.TryDequeue(out var thing)) // ends: the queue only shrinks
            {
                atWork[worker] = name(thing);
                if (Complaint(thing, check) is { } complaint) wrong.Add($"{name(thing)}: {complaint}");
            }
            atWork.TryRemove(worker, out _);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        if (!Task.WaitAll(workers, PatienceForAll)) wrong.Add($"does not end: {string.Join(", ", atWork.Values)}");
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order().Take(20)));
    }

    private static string? Complaint<T>(T thing, Func<T, string?> check)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            return check(thing) ?? (watch.Elapsed > PatienceForOne ? $"took {watch.Elapsed.TotalSeconds:F0} s" : null);
        }
        catch (Exception fault) // whatever it is, it is told with the name of the thing
        {
            return fault.ToString();
        }
    }
}
