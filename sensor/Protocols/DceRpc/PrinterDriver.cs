using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// A printer driver to be installed: DRIVER_CONTAINER with DRIVER_INFO of level 2 to 4 ([MS-RPRN] §2.2.1.2.3, §2.2.1.5).
/// <code>| level 4 | level 4 | pointer | version 4 | name | environment | driver | data | configuration | more by level … | strings |</code>
/// </summary>
public static class PrinterDriver
{
    private static readonly string?[] Names = ["driver_name", null, "driver_path", "data_file", "config_file"];

    /// <summary>Adds its name and files to what is told.</summary>
    public static List<DceRpcArgument>? Read(ref NdrReader reader, List<DceRpcArgument>? told)
    {
        var level = reader.U32();
        reader.U32();
        if (!reader.Pointer() || level is < 2 or > 4) return told;
        reader.AlignStructure();
        reader.U32();
        Span<bool> present = stackalloc bool[Names.Length];
        for (var i = 0; i < present.Length; i++) present[i] = reader.Pointer();
        if (level >= 3) SkipLevel3(ref reader);
        if (level >= 4) SkipCountedPointer(ref reader);
        for (var i = 0; i < present.Length; i++)
        {
            if (!present[i] || reader.Truncated) continue;
            var text = reader.WideString();
            if (text is not null && Names[i] is { } name) (told ??= []).Add(new DceRpcArgument(name, text));
        }
        return told;
    }

    private static void SkipLevel3(ref NdrReader reader)
    {
        reader.Word();                              // help file
        reader.Word();                              // monitor
        reader.Word();                              // data type
        SkipCountedPointer(ref reader);             // dependent files
    }

    private static void SkipCountedPointer(ref NdrReader reader)
    {
        reader.U32();
        reader.Word();
    }
}
