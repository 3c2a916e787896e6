using NetSensor.Enrichment;
using NetSensor.Enrichment.Inventory;
using NetSensor.Enrichment.Rosters;

namespace NetSensor.Host.Rosters;

/// <summary>
/// Gives the directory its roster, and a newer one when the file changed or the time to fetch has come. A roster that cannot be read or fetched leaves the
/// one before in place, and is told once. Fetches on a thread of its own; hands over on the caller's.
/// </summary>
public sealed class RosterKeeper : IDisposable
{
    private const int MostFaults = 3; // rows that are told; all are counted
    private static readonly TimeSpan LookAtFileEvery = TimeSpan.FromSeconds(10);

    private RosterOptions _options; // written by the caller's thread alone, and read by others: a reference
    private readonly HostDirectory _hosts;
    private readonly TimeProvider _clock;
    private RosterFetch? _fetch;
    private readonly CancellationTokenSource _stopped = new();
    private Task<Roster?>? _fetching;
    private Asked? _asked;
    private DateTime _fileTime;
    private long _looked;
    private long _fetched;
    private string? _lastFault;

    /// <summary>Reads the roster, or fetches it; a list that was kept stands in for one that cannot be fetched. Without one that is named it waits for <see cref="Reload"/>.</summary>
    /// <exception cref="EnrichmentException">The file, or what the address needs, cannot be used.</exception>
    public RosterKeeper(RosterOptions options, HostDirectory hosts, TimeProvider clock)
    {
        (_options, _hosts, _clock) = (options, hosts, clock);
        _looked = _fetched = clock.GetTimestamp();
        if (options.File.Length > 0)
        {
            _fileTime = File.GetLastWriteTimeUtc(options.File);
            Use(RosterFile.Read(options.File));
        }
        else if (options.Url.Length > 0)
        {
            _fetch = new RosterFetch(options);
            FetchFirst();
        }
    }

    /// <summary>Rosters that could not be read or fetched again.</summary>
    public long Failures { get; private set; }

    /// <summary>
    /// Reads or fetches the roster that the settings name now, from any thread; the directory gets it with the next <see cref="RefreshIfDue"/>, on its own.
    /// </summary>
    /// <exception cref="EnrichmentException">There is none that can be used; the one before stays.</exception>
    public void Reload(RosterOptions options)
    {
        if (options.File.Length > 0) Hand(new Asked(options, null, RosterFile.Read(options.File), File.GetLastWriteTimeUtc(options.File)));
        else if (options.Url.Length > 0) Hand(FetchAnew(options));
        else if (_options.File.Length + _options.Url.Length > 0) throw new EnrichmentException("no roster is named any more; the one before stays until the next start");
    }

    /// <summary>Looks whether there is a newer one; called often, costs nothing in between.</summary>
    public void RefreshIfDue()
    {
        if (Interlocked.Exchange(ref _asked, null) is { } asked) Take(asked);
        if (_fetching is { IsCompleted: true } done) TakeFetched(done);
        if (_clock.GetElapsedTime(_looked) < LookAtFileEvery) return;
        _looked = _clock.GetTimestamp();
        if (_options.File.Length > 0) Try(ReadIfChanged);
        else if (_fetch is not null && _fetching is null && _clock.GetElapsedTime(_fetched) >= _options.RefreshEvery)
            _fetching = Task.Run(() => _fetch.Fetch(_stopped.Token));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped.Cancel();
        _fetch?.Dispose();
        _stopped.Dispose();
    }

    private sealed record Asked(RosterOptions Options, RosterFetch? Fetch, Roster Roster, DateTime FileTime);

    private Asked FetchAnew(RosterOptions options)
    {
        var fetch = new RosterFetch(options);
        try
        {
            return new Asked(options, fetch, fetch.Fetch(_stopped.Token)!, default); // a new client has no list that could still hold
        }
        catch
        {
            fetch.Dispose();
            throw;
        }
    }

    private void Hand(Asked asked) => Interlocked.Exchange(ref _asked, asked)?.Fetch?.Dispose();

    private void Take(Asked asked)
    {
        if (_fetching is null) _fetch?.Dispose(); // one that is under way goes with its answer
        (_options, _fetch, _fetching, _fileTime) = (asked.Options, asked.Fetch, null, asked.FileTime);
        _looked = _fetched = _clock.GetTimestamp();
        _lastFault = null;
        Use(asked.Roster);
    }

    private void ReadIfChanged()
    {
        var written = File.GetLastWriteTimeUtc(_options.File);
        if (written == _fileTime) return;
        _fileTime = written;
        Use(RosterFile.Read(_options.File));
    }

    private void FetchFirst() => Try(() =>
    {
        try
        {
            Use(_fetch!.Fetch(_stopped.Token)!);
        }
        catch (EnrichmentException)
        {
            if (_fetch!.FromCache() is { } kept) Use(kept);
            throw; // told, but no reason not to begin
        }
    });

    private void TakeFetched(Task<Roster?> done)
    {
        _fetching = null;
        _fetched = _clock.GetTimestamp();
        Try(() =>
        {
            if (done.GetAwaiter().GetResult() is { } roster) Use(roster);
        });
    }

    private void Use(Roster roster)
    {
        _hosts.Use(roster, _options.Grace);
        foreach (var fault in roster.Faults.Take(MostFaults)) Warn(fault);
        if (roster.Faults.Count > MostFaults) Warn($"{roster.Faults.Count - MostFaults} more machines of the roster are left out");
    }

    private void Try(Action act)
    {
        try
        {
            act();
            _lastFault = null;
        }
        catch (Exception fault) when (fault is EnrichmentException or IOException or OperationCanceledException)
        {
            Failures++;
            if (fault.Message != _lastFault) Warn($"{fault.Message}; the roster stays as it was");
            _lastFault = fault.Message;
        }
    }

    private static void Warn(string message) => Console.Error.WriteLine("netsensor: warning: " + Terminal.OneLine(message));
}
