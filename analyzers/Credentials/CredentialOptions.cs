namespace NetSensor.Analyzers.Credentials;

/// <summary>What the detector of attacks on credentials asks for before it speaks.</summary>
public sealed record CredentialOptions
{
    /// <summary>Time over which tries and tickets of one source are added up; a longer silence begins anew. Higher: slower attacks are seen, memory grows.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Different accounts refused from one source that make a spray. Lower: a shared terminal with a bad morning is told.</summary>
    public int SprayedAccounts { get; init; } = 5;

    /// <summary>Refusals of one account from one source that make a guess. Lower: services with an old password are told.</summary>
    public int GuessesPerAccount { get; init; } = 10;

    /// <summary>Logins without a name (SSH, remote desktop) that failed from one source to one target and make a guess.</summary>
    public int NamelessGuesses { get; init; } = 15;

    /// <summary>Services for which one account got tickets with weak encryption that are surely a harvest; fewer are told with less weight.</summary>
    public int RoastedServices { get; init; } = 3;

    /// <summary>Services of accounts for which one source got tickets of any encryption that are a harvest, too. Lower: hosts that use many such services are told.</summary>
    public int HarvestedServices { get; init; } = 10;

    /// <summary>Days on which an account must have worked from a host, or for a service, before another one is new to it. Higher: fewer things are new.</summary>
    public int UsualAfterDays { get; init; } = 3;

    /// <summary>Sources watched; the one silent longest makes room. Higher: more memory (up to 30 KB for one that guesses).</summary>
    public int Sources { get; init; } = 20_000;

    /// <summary>Accounts and machines whose habits are kept; the one silent longest makes room. Higher: more memory (about 2 KB each).</summary>
    public int Accounts { get; init; } = 50_000;

    /// <summary>Tickets and challenges whose owners are kept; the one silent longest makes room. Higher: more memory (about 100 bytes each).</summary>
    public int Tickets { get; init; } = 200_000;
}
