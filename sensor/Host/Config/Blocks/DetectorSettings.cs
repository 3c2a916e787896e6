using NetSensor.Analyzers;

namespace NetSensor.Host.Config;

/// <summary>The <c>detectors</c> block: a block for each detector with its options, and <c>enabled: false</c> for one that is to keep silent.</summary>
internal static class DetectorSettings
{
    /// <summary>The setting that every detector has besides its own.</summary>
    public const string Enabled = "enabled";

    /// <summary>Reads the block over what holds without it.</summary>
    public static DetectorChoice Read(ConfigSection section, DetectorChoice defaults)
    {
        var options = new Dictionary<string, object>(defaults.Options, StringComparer.Ordinal);
        var silent = new HashSet<string>(defaults.Silent, StringComparer.Ordinal);
        section.Each(block =>
        {
            var entry = DetectorCatalog.All.FirstOrDefault(entry => entry.Info.Name == block.Key)
                ?? throw block.Unknown(DetectorCatalog.All.Select(entry => entry.Info.Name));
            options[block.Key] = OptionsBlock.Read(block.Section(), options.GetValueOrDefault(block.Key, entry.Defaults), (Enabled, enabled =>
            {
                if (enabled.Truth()) silent.Remove(block.Key);
                else silent.Add(block.Key);
            }));
        });
        return new DetectorChoice { Options = options, Silent = silent };
    }
}
