namespace NetSensor.Enrichment.Rosters;

/// <summary>Where the list of managed machines comes from.</summary>
public sealed record RosterOptions
{
    /// <summary>CSV or JSON file of managed machines, as EDR, directory or CMDB export it; none when empty. Read again when it changes.</summary>
    public string File { get; init; } = "";

    /// <summary>HTTPS address from which the list is fetched; none when empty.</summary>
    public string Url { get; init; } = "";

    /// <summary>File with the bearer token that is sent to that address; the variable NETSENSOR_ROSTER_TOKEN is asked when empty.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>File with the certificates (PEM) that may vouch for that address; those of the system when empty.</summary>
    public string CaFile { get; init; } = "";

    /// <summary>File in which the list that was fetched last is kept, for when the address does not answer; nowhere when empty.</summary>
    public string CacheFile { get; init; } = "";

    /// <summary>Time between two fetches. Higher: fewer requests, new machines are taken for unmanaged for longer.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Time that a device may be on the network, or a machine's agent silent, before that is a finding. Higher: fewer findings about machines that are
    /// just being set up, later ones about those that nobody manages.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(24);
}
