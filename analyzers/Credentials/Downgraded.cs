namespace NetSensor.Analyzers.Credentials;

/// <summary>Whether a controller took an account back to RC4.</summary>
internal enum Downgraded : byte
{
    /// <summary>It did not.</summary>
    No,
    /// <summary>It answered in RC4, and the account was not seen with AES before: a password that is older than the domain's AES looks the same.</summary>
    NoAesBefore,
    /// <summary>The account used AES before.</summary>
    FromAes,
}
