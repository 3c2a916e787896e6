namespace NetSensor.Wire;

/// <summary>What a checksum says. Wrong ones are normal on hosts that capture themselves, where the network card fills them in later.</summary>
public enum ChecksumVerdict : byte
{
    /// <summary>The checksum is right.</summary>
    Good,
    /// <summary>The checksum is wrong.</summary>
    Bad,
    /// <summary>The protocol has none, or the sender left it out.</summary>
    Absent,
    /// <summary>Not all that it covers was captured.</summary>
    Unverifiable,
}
