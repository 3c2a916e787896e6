namespace NetSensor.Analyzers.Credentials;

/// <summary>What is noted of a source, by name of account, service or host. The names are kept over a restart: new ones go to the end.</summary>
internal enum Trace : byte
{
    /// <summary>Accounts that do not exist.</summary>
    Unknown,
    /// <summary>Accounts whose existence was asked for at the directory, whatever the answer.</summary>
    Asked,
    /// <summary>Machines' accounts refused over netlogon.</summary>
    Channel,
    /// <summary>Accounts that logged on in spite of refusals before: the guess that was right.</summary>
    Broken,
    /// <summary>Of those, and of the ones asked for with one key: accounts that never worked from here before.</summary>
    NewPlace,
    /// <summary>Services of accounts for which a weak ticket was given.</summary>
    Roasted,
    /// <summary>Services of accounts for which any ticket was given.</summary>
    Harvested,
    /// <summary>Of those, services for which the account never got one before.</summary>
    NewService,
    /// <summary>Accounts whose first reply was given without proof.</summary>
    ReplyRoasted,
    /// <summary>Accounts for which a first ticket was asked with one encryption type only.</summary>
    Forged,
    /// <summary>Of those, accounts asked for in Windows' way otherwise.</summary>
    ForgedAsWindows,
    /// <summary>Of those, accounts that use AES elsewhere.</summary>
    ForgedWithoutAes,
    /// <summary>First tickets of other hosts.</summary>
    ForeignFirst,
    /// <summary>Tickets for services of other hosts.</summary>
    ForeignService,
    /// <summary>Tickets that were given to another address, of which it is not sure that it was another host's.</summary>
    ForeignPerhaps,
    /// <summary>First tickets that no controller here would make.</summary>
    ForgedTicket,
    /// <summary>Accounts taken back to RC4 that were never seen with AES.</summary>
    Downgraded,
    /// <summary>Accounts taken back to RC4 that used AES before.</summary>
    DowngradedFromAes,
    /// <summary>Its own services whose tickets are of RC4, at a controller.</summary>
    OwnWeakTicket,
    /// <summary>Log-ons passed on.</summary>
    Relayed,
    /// <summary>Log-ons passed on from web to web, as proxies do.</summary>
    RelayedWeb,
    /// <summary>Machines in whose names it logged on.</summary>
    Played,
    /// <summary>The same, where it may be the machine under another address.</summary>
    PlayedPerhaps,
    /// <summary>Of the accounts whose first reply was given without proof, those asked for as tools ask.</summary>
    ReplyRoastedByTool,
}
