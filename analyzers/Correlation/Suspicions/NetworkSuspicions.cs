namespace NetSensor.Analyzers.Correlation;

/// <summary>What is odd about a process that talks at all; pure.</summary>
internal static class NetworkSuspicions
{
    private const int Proxy = 20;
    private const int Quiet = 25;
    private const int Script = 15;

    /// <summary>The reason, or none.</summary>
    /// <param name="name">File name of the program, in small letters.</param>
    public static IEnumerable<Suspicion> Of(string name)
    {
        if (Programs.Quiet.Contains(name)) yield return new Suspicion("has nobody to talk to", Quiet, $"{name} has no business on the network: foreign code may run in it", "T1055");
        else if (Programs.PowerShells.Contains(name)) yield return new Suspicion("script on the network", Script, $"{name} has the connection", "T1059.001");
        else if (Programs.Proxies.TryGetValue(name, out var technique)) yield return new Suspicion("system program on the network", Proxy, $"{name} has the connection", technique);
    }
}
