namespace NetSensor.Generator.Week;

/// <summary>What a machine of the office is.</summary>
public enum MachineKind
{
    /// <summary>A person's machine that stays in the office.</summary>
    Desktop,
    /// <summary>A person's machine that goes home.</summary>
    Laptop,
    /// <summary>A person's phone in the wireless network.</summary>
    Mobile,
    /// <summary>A telephone on a desk.</summary>
    DeskPhone,
    /// <summary>A server.</summary>
    Server,
    /// <summary>A printer.</summary>
    Printer,
    /// <summary>A camera.</summary>
    Camera,
    /// <summary>A thing with a network connection: thermostat, television, solar converter.</summary>
    Thing,
}
