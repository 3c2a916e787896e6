using System.Globalization;

namespace NetSensor.Analyzers.Common;

/// <summary>Volumes as people write them.</summary>
public static class SizeText
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB"];

    /// <summary>"512 bytes", "1.4 MB"; powers of 1000.</summary>
    public static string Of(double bytes)
    {
        var unit = 0;
        while (bytes >= 1000 && unit < Units.Length - 1) // ends: counts up
        {
            bytes /= 1000;
            unit++;
        }
        return bytes.ToString(unit == 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
