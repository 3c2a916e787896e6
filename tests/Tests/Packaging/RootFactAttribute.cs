namespace NetSensor.Tests.Packaging;

/// <summary>A test that mounts a system of its own; says why it does not run where that cannot be done.</summary>
public sealed class RootFactAttribute : FactAttribute
{
    /// <summary>Skips with the reason: not root, or a tool is missing.</summary>
    public RootFactAttribute(params string[] tools)
    {
        if (!Environment.IsPrivilegedProcess) Skip = "mounting a system of its own needs root";
        foreach (var tool in tools)
            if (!Exists(tool)) Skip = $"{tool} is not installed";
    }

    private static bool Exists(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, tool)));
}
