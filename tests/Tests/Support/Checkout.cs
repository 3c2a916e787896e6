namespace NetSensor.Tests.Support;

/// <summary>The checkout that these tests were built from.</summary>
public static class Checkout
{
    /// <summary>Its root folder.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NetSensor.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
