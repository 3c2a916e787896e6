namespace NetSensor.Analyzers.Indicators;

/// <summary>How a host met what an indicator names, the weaker first.</summary>
internal enum Contact : byte
{
    /// <summary>It came from outside, and nobody answered.</summary>
    Knocked,
    /// <summary>A name was asked for.</summary>
    Asked,
    /// <summary>It came from outside, and was answered.</summary>
    Entered,
    /// <summary>The host connected to it.</summary>
    Connected,
}
