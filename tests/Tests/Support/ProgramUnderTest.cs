namespace NetSensor.Tests.Support;

/// <summary>The program that tests start: the one that was built with them, or the one that <c>NETSENSOR_PROGRAM</c> names, such as one compiled to machine code.</summary>
internal static class ProgramUnderTest
{
    /// <summary>Its full path.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("NETSENSOR_PROGRAM") is { Length: > 0 } named
        ? System.IO.Path.GetFullPath(named)
        : System.IO.Path.Combine(AppContext.BaseDirectory, "netsensor");
}
