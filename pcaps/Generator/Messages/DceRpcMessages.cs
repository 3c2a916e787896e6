using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>Messages of DCE/RPC (C706 §12.6), little endian, and arguments in NDR.</summary>
public static class DceRpcMessages
{
    private static readonly byte[] Ndr = [.. new Guid("8a885d04-1ceb-11c9-9fe8-08002b104860").ToByteArray(), .. Le32(2)];

    /// <summary>A context handle.</summary>
    public static byte[] Handle { get; } = [0, 0, 0, 0, .. Noise(16, new Random(3))];

    /// <summary>Binds to an interface, and the server agrees.</summary>
    public static (byte[] Ask, byte[] Answer) Bind(string service, ushort version)
    {
        byte[] context = [1, 0, 0, 0, 0, 0, 1, 0, .. new Guid(service).ToByteArray(), .. Le16(version), 0, 0, .. Ndr];
        byte[] sizes = [.. Le16(4_280), .. Le16(4_280)];
        return (Pdu(11, 1, [.. sizes, 0, 0, 0, 0, .. context]), Pdu(12, 1, [.. sizes, .. Le32(0x1234), .. Le16(4), .. "135\0"u8, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, .. Ndr]));
    }

    /// <summary>Calls an operation, and the server answers.</summary>
    public static (byte[] Ask, byte[] Answer) Call(uint id, ushort operation, byte[] arguments, byte[] results) =>
        (Pdu(0, id, [.. Le32((uint)arguments.Length), 0, 0, .. Le16(operation), .. arguments]), Pdu(2, id, [.. Le32((uint)results.Length), 0, 0, 0, 0, .. results]));

    /// <summary>A string as an argument: counts, then UTF-16 that ends with a zero, on a boundary of four.</summary>
    public static byte[] Text(string text)
    {
        var count = (uint)text.Length + 1;
        byte[] bytes = [.. Le32(count), .. Le32(0), .. Le32(count), .. Utf16(text), 0, 0];
        return [.. bytes, .. new byte[(4 - bytes.Length % 4) % 4]];
    }

    /// <summary>A service to be made (RCreateServiceW, [MS-SCMR] §3.1.4.12).</summary>
    public static byte[] NewService(string name, string path) =>
    [
        .. Handle, .. Text(name), .. Le32(0x0002_0000), .. Text(name), .. Le32(0xF01FF), .. Le32(0x10), .. Le32(3), .. Le32(0), .. Text(path), .. new byte[28],
    ];

    private static byte[] Pdu(byte type, uint call, byte[] body) => [5, 0, type, 3, 0x10, 0, 0, 0, .. Le16(16 + body.Length), 0, 0, .. Le32(call), .. body];
}
