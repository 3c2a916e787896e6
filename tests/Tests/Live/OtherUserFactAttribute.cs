namespace NetSensor.Tests.Live;

/// <summary>A test that makes a network namespace and lets the program become another user there; says why it does not run where that user could not read the program.</summary>
public sealed class OtherUserFactAttribute : FactAttribute
{
    /// <summary>Skips with the reason.</summary>
    public OtherUserFactAttribute() => Skip = new NamespaceFactAttribute("setpriv").Skip ?? (IsReadable() ? null : $"other users may not read {AppContext.BaseDirectory}");

    private static bool IsReadable()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        return true;
    }
}
