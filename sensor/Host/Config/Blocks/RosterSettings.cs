using NetSensor.Enrichment;
using NetSensor.Enrichment.Rosters;
using NetSensor.Host.Rosters;

namespace NetSensor.Host.Config;

/// <summary>The <c>roster</c> block. A file is read when the settings are, so that a wrong one is told with its line.</summary>
internal static class RosterSettings
{
    private const string None = "none";

    /// <summary>Reads the block over what holds without it.</summary>
    public static RosterOptions Read(ConfigEntry block, RosterOptions defaults)
    {
        var options = WithoutNone(OptionsBlock.Read(block.Section(), defaults));
        if (options.File.Length > 0 && options.Url.Length > 0) throw block.Fault("names both a file and a url; name one");
        try
        {
            if (options.File.Length > 0) RosterFile.Read(options.File);
            if (options.Url.Length > 0) new RosterFetch(options).Dispose();
        }
        catch (EnrichmentException fault)
        {
            throw block.Fault(fault.Message);
        }
        return options;
    }

    private static RosterOptions WithoutNone(RosterOptions options) => options with
    {
        File = Unless(options.File), Url = Unless(options.Url), TokenFile = Unless(options.TokenFile), CaFile = Unless(options.CaFile), CacheFile = Unless(options.CacheFile),
    };

    private static string Unless(string value) => value == None ? "" : value;
}
