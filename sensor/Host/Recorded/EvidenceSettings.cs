using NetSensor.Recording;

namespace NetSensor.Host.Recorded;

/// <summary>Where the packets of findings are saved, and how many.</summary>
/// <param name="Folder">A folder of their own.</param>
/// <param name="Options">How much is remembered and kept.</param>
public sealed record EvidenceSettings(string Folder, EvidenceOptions Options)
{
    /// <summary>The folder's name beside the logs.</summary>
    public const string FolderName = "evidence";
}
