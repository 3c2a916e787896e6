using NetSensor.Wire;

namespace NetSensor.Export.Ocsf;

/// <summary>OCSF's timestamp_t.</summary>
internal static class Milliseconds
{
    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    public static long Of(Timestamp time) => time.Nanoseconds / 1_000_000;
}
