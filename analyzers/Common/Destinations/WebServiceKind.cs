namespace NetSensor.Analyzers.Common.Destinations;

/// <summary>What a service on the web takes from whoever comes.</summary>
public enum WebServiceKind : byte
{
    /// <summary>Keeps files of an account.</summary>
    Storage,
    /// <summary>Takes a file and gives a link to it, often from anybody.</summary>
    Sharing,
    /// <summary>Takes text and gives a link to it.</summary>
    Paste,
    /// <summary>Keeps source code.</summary>
    Code,
    /// <summary>Takes messages from programs: webhooks, bots.</summary>
    Webhook,
    /// <summary>Measures the speed of a connection by filling it.</summary>
    SpeedTest,
}
