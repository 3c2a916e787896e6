using NetSensor.Enrichment;
using NetSensor.Enrichment.Rosters;

namespace NetSensor.Host.Rosters;

/// <summary>A roster in a file.</summary>
internal static class RosterFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="EnrichmentException">It cannot be read, or is no roster; the message names the line where there is one.</exception>
    public static Roster Read(string file)
    {
        try
        {
            return RosterReader.Read(file, File.ReadAllText(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new EnrichmentException($"{file}: cannot be read ({fault.Message.TrimEnd('.')}); name a CSV or JSON file of managed machines");
        }
    }
}
