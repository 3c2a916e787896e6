using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// A share to be made: SHARE_INFO of level 2 or 502 ([MS-SRVS] §2.2.4.24, §2.2.4.26).
/// <code>| level 4 | pointer | name | type 4 | remark | permissions 4 | most users 4 | users 4 | path | password | … | strings |</code>
/// </summary>
public static class ShareDescription
{
    /// <summary>Adds its name and path to what is told.</summary>
    public static List<DceRpcArgument>? Read(ref NdrReader reader, List<DceRpcArgument>? told)
    {
        var level = reader.U32();
        if (!reader.Pointer() || level is not (2 or 502)) return told;
        var hasName = reader.Pointer();
        reader.U32();
        var hasRemark = reader.Pointer();
        for (var number = 0; number < 3; number++) reader.U32();
        var hasPath = reader.Pointer();
        reader.Word();
        if (level == 502)
        {
            reader.U32();
            reader.Word();
        }
        told = Add("share", hasName ? reader.WideString() : null, told);
        if (hasRemark) reader.WideString();
        return Add("path", hasPath ? reader.WideString() : null, told);
    }

    private static List<DceRpcArgument>? Add(string name, string? value, List<DceRpcArgument>? told)
    {
        if (value is not null) (told ??= []).Add(new DceRpcArgument(name, value));
        return told;
    }
}
