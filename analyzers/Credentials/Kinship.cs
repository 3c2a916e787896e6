namespace NetSensor.Analyzers.Credentials;

/// <summary>Whether two addresses belong to one host.</summary>
internal enum Kinship : byte
{
    /// <summary>They do, or nobody may say that they do not.</summary>
    One,
    /// <summary>They may: a host behind a router, or in a VPN, that came back under another address looks the same.</summary>
    Perhaps,
    /// <summary>They do not.</summary>
    Two,
}
