namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// What a DCOM client asks to be made ([MS-DCOM] §2.2.13.3, §2.2.18.6, §2.2.22): an object reference that holds properties, one of which names the class.
/// <code>
/// reference:  | 'MEOW' | kind 4 | interface 16 | class 16 | extension 4 | size 4 | properties |
/// properties: | size 4 | reserved 4 | header | property … |
/// header:     | serialization 16 | total 4 | header 4 | reserved 4 | context 4 | count 4 | class 16 | pointers 12 | count 4 | class 16 … | count 4 | size 4 … |
/// property:   | serialization 16 | … |   that of the instance begins with its class
/// </code>
/// </summary>
public static class ActivationProperties
{
    private const int MaxProperties = 32;           // MIN and MAX_ACTPROP_LIMIT of §2.2.28.1 allow one to ten
    private const int MaxExtensions = 8;            // of a call; real ones have none or two
    private const uint Signature = 0x574f454d;      // "MEOW"
    private const uint Custom = 4;                  // OBJREF_CUSTOM
    private const int SerializationHead = 16;
    private static readonly Guid InstantiationInfo = new("000001ab-0000-0000-c000-000000000046");

    /// <summary>Passes over ORPCTHIS, the head of every call.</summary>
    public static void SkipCallHead(ref NdrReader reader)
    {
        reader.AlignStructure();
        reader.U32();                               // version
        reader.U32();                               // flags
        reader.U32();
        reader.Uuid();                              // causality
        if (!reader.Pointer()) return;
        reader.U32();
        reader.U32();
        if (!reader.Pointer()) return;
        var count = Math.Min(reader.Word(), MaxExtensions);
        ulong present = 0;
        for (ulong i = 0; i < count; i++) present += reader.Pointer() ? 1u : 0u;
        for (ulong i = 0; i < present && !reader.Truncated; i++)
        {
            var length = reader.Word();
            reader.Uuid();
            reader.U32();
            reader.Skip((int)Math.Min(length, int.MaxValue));
        }
    }

    /// <summary>The class that is to be made; null when it cannot be found.</summary>
    public static string? ReadClass(ref NdrReader reader)
    {
        if (!reader.Pointer()) return null;
        reader.Word();
        var length = reader.U32();
        var properties = reader.Bytes((int)Math.Min(length, int.MaxValue));
        return properties.IsEmpty ? null : FindClass(properties)?.ToString();
    }

    private static Guid? FindClass(ReadOnlySpan<byte> reference)
    {
        var reader = new DceRpcReader(reference, isLittleEndian: true);
        var isCustom = reader.U32() == Signature & reader.U32() == Custom;
        reader.Skip(16 + 16 + 4 + 4);
        reader.Skip(8);
        var properties = reader.Rest;
        reader.Skip(SerializationHead + 4);
        var headLength = reader.U32();
        reader.Skip(8);
        var count = reader.U32();
        reader.Skip(16 + 12);
        if (!isCustom || reader.Truncated || count > MaxProperties) return null;
        return InstanceAt(ref reader, count) is { } offset ? ClassAt(properties, headLength + offset) : null;
    }

    /// <summary>Where the property of the instance begins, behind the header.</summary>
    private static long? InstanceAt(ref DceRpcReader reader, uint count)
    {
        reader.Skip(4);
        var at = -1;
        for (var i = 0; i < count; i++)
            if (reader.Uuid() == InstantiationInfo && at < 0) at = i;
        reader.Skip(4);
        long offset = 0;
        for (var i = 0; i < at; i++) offset += reader.U32();
        return at < 0 || reader.Truncated ? null : offset;
    }

    private static Guid? ClassAt(ReadOnlySpan<byte> properties, long offset)
    {
        var reader = new DceRpcReader(properties, isLittleEndian: true);
        reader.Skip((int)Math.Min(offset + SerializationHead, int.MaxValue));
        var found = reader.Uuid();
        return reader.Truncated ? null : found;
    }
}
