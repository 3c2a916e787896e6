using System.Reflection;

namespace NetSensor.Host;

/// <summary>The program's version.</summary>
public static class ProductVersion
{
    /// <summary>"0.1.0".</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
