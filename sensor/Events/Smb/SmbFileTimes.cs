namespace NetSensor.Events;

/// <summary>The four times of a file as SMB tells them: FILETIME, 100 ns since 1601-01-01T00:00:00Z ([MS-DTYP] §2.3.3). They may hold anything.</summary>
public readonly record struct SmbFileTimes(ulong Modified, ulong Accessed, ulong Created, ulong Changed)
{
    private const double SecondsTo1970 = 11_644_473_600;

    /// <summary>Seconds since 1970; negative before.</summary>
    public static double UnixSeconds(ulong fileTime) => fileTime / 1e7 - SecondsTo1970;

    /// <summary>Whether there is a time of modification after 1970: pipes and devices tell zeros.</summary>
    public bool IsKnown => UnixSeconds(Modified) > 0;
}
