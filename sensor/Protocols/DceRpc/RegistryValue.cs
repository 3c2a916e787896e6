using System.Buffers.Binary;
using System.Globalization;

namespace NetSensor.Protocols.DceRpc;

/// <summary>Type and data of a registry value that is set ([MS-RRP] §3.1.5.22).</summary>
public static class RegistryValue
{
    private const int MaxBytes = 256;               // of binary data, as they are told in hexadecimal
    private const uint Text = 1;                    // REG_SZ
    private const uint ExpandableText = 2;
    private const uint Number = 4;                  // REG_DWORD, little-endian wherever it comes from
    private const uint Texts = 7;

    /// <summary>The value as text.</summary>
    public static string? Read(ref NdrReader reader)
    {
        var type = reader.U32();
        var data = reader.CountedBytes();
        if (data.IsEmpty) return null;
        return type switch
        {
            Text or ExpandableText or Texts => reader.Wide(data),
            Number when data.Length >= sizeof(uint) => BinaryPrimitives.ReadUInt32LittleEndian(data).ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToHexStringLower(data[..Math.Min(data.Length, MaxBytes)]),
        };
    }
}
