namespace NetSensor.Protocols.Tls;

/// <summary>The reserved values that clients sprinkle in to keep servers tolerant (RFC 8701): 0x0A0A, 0x1A1A, … 0xFAFA.</summary>
public static class Grease
{
    /// <summary>Whether this is one of the sixteen two-byte values.</summary>
    public static bool Is(ushort value) => (value & 0x0F0F) == 0x0A0A && (value >> 8) == (value & 0xFF);

    /// <summary>Zeek's name of such a value: "grease_0x0A0A".</summary>
    public static string Name(int value) => $"grease_0x{value:X4}";
}
