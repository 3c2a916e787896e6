namespace NetSensor.Events;

/// <summary>What happened to a device.</summary>
public enum DeviceChange : byte
{
    /// <summary>It was not known before.</summary>
    Appeared,
    /// <summary>It has another name.</summary>
    Name,
    /// <summary>It is taken for something else.</summary>
    Kind,
    /// <summary>Another maker's.</summary>
    Vendor,
    /// <summary>It runs another operating system.</summary>
    OperatingSystem,
    /// <summary>It asks for its address in another way.</summary>
    DhcpFingerprint,
    /// <summary>It answers at a port at which it did not before.</summary>
    Service,
    /// <summary>The roster says something else of it.</summary>
    Managed,
    /// <summary>Nothing: told now and then of those that changed, and of all at the end of a run, so that whoever lists devices has them.</summary>
    Inventory,
}
