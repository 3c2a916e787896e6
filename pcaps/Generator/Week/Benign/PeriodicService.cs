namespace NetSensor.Generator.Week.Benign;

/// <summary>A service that programs ask again and again without a person.</summary>
/// <param name="Name">The name that they ask.</param>
/// <param name="Seconds">The pause, from the end of which a share may be missing or added.</param>
/// <param name="Spread">That share: 0.1 is a pause give or take a tenth.</param>
internal sealed record PeriodicService(string Name, double Seconds, double Spread)
{
    /// <summary>Where it is.</summary>
    public string Block { get; init; } = "cloud";
    /// <summary>Bytes asked.</summary>
    public int Request { get; init; } = 600;
    /// <summary>Bytes answered.</summary>
    public int Answer { get; init; } = 800;
    /// <summary>Who asks.</summary>
    public TlsClient Client { get; init; } = TlsClient.Windows;
    /// <summary>The port; 80 is asked in the clear.</summary>
    public ushort Port { get; init; } = 443;
    /// <summary>What calls itself so in the clear.</summary>
    public string Agent { get; init; } = "";
}
