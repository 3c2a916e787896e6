using NetSensor.Enrichment;
using NetSensor.Export.Delivery;
using NetSensor.Host.Config;

namespace NetSensor.Host.Reload;

/// <summary>
/// Reads the configuration anew while the sensor listens. The whole file is checked first: one with a fault changes nothing, and each is told. What can
/// be taken in without a packet or anything learnt being lost is; what cannot is named, and waits for the next start.
/// </summary>
/// <param name="read">Reads the file.</param>
/// <param name="started">What the sensor was started with.</param>
/// <param name="parts">Who takes in what.</param>
internal sealed class Reloader(Func<SensorConfig> read, SensorConfig started, IReadOnlyList<ReloadPart> parts)
{
    private readonly Lock _gate = new(); // the signal and the command may come together
    private long _successes, _failures, _succeededAt;

    /// <summary>Times that it was taken in.</summary>
    public long Successes => Interlocked.Read(ref _successes);

    /// <summary>Times that it was not.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Whether the last time was right; true before the first.</summary>
    public bool LastSucceeded { get; private set; } = true;

    /// <summary>When it was last taken in, the start included; seconds since the epoch.</summary>
    public double SucceededAt => (Interlocked.Read(ref _succeededAt) is var at and not 0 ? at : _startedAt) / 1e3;

    private readonly long _startedAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>Told when it begins to read.</summary>
    public Action? Begins { get; init; }

    /// <summary>Told when it has applied what it could.</summary>
    public Action? Ends { get; init; }

    /// <summary>Reads and applies.</summary>
    public ReloadOutcome Reload()
    {
        lock (_gate)
        {
            Begins?.Invoke();
            var outcome = Try();
            Ends?.Invoke();
            LastSucceeded = outcome.Applied;
            if (outcome.Applied) Interlocked.Exchange(ref _succeededAt, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            Interlocked.Increment(ref outcome.Applied ? ref _successes : ref _failures);
            return outcome;
        }
    }

    private ReloadOutcome Try()
    {
        SensorConfig config;
        try
        {
            config = read();
        }
        catch (ConfigException wrong)
        {
            return new ReloadOutcome(false, [.. wrong.Faults.Select(fault => $"{fault}"), "nothing was changed"]);
        }
        catch (UsageException wrong)
        {
            return new ReloadOutcome(false, [wrong.Message, "nothing was changed"]);
        }
        return Apply(config);
    }

    private ReloadOutcome Apply(SensorConfig config)
    {
        var (applied, told) = (new List<string>(), new List<string>());
        var isWhole = true;
        foreach (var part in parts)
        {
            try
            {
                told.AddRange(part.Apply(config));
                applied.Add(part.Name);
            }
            catch (Exception fault) when (fault is UsageException or EnrichmentException or DeliveryException or IOException or UnauthorizedAccessException or TimeoutException)
            {
                isWhole = false; // a file that the check could read is gone by now
                told.Add($"{part.Name}: {fault.Message}; as before");
            }
        }
        var waiting = Waiting(config);
        if (waiting.Count > 0) told.Add($"{string.Join(", ", waiting)}: changed in the file; what changed there holds from the next start on");
        return new ReloadOutcome(isWhole, [$"read anew: {string.Join(", ", applied)}", .. told]);
    }

    /// <summary>Settings that no part follows, and that the file has otherwise than at the start.</summary>
    private List<string> Waiting(SensorConfig config)
    {
        var followed = parts.SelectMany(part => part.Keys).ToHashSet(StringComparer.Ordinal);
        return [.. started.Written.Keys.Union(config.Written.Keys).Where(key => !followed.Contains(key)
            && started.Written.GetValueOrDefault(key) != config.Written.GetValueOrDefault(key)).Order(StringComparer.Ordinal)];
    }
}
