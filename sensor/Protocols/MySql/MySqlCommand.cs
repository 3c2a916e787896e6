using NetSensor.Wire;

namespace NetSensor.Protocols.MySql;

/// <summary>
/// Commands and their answers, behind the login.
/// <code>
/// command:    | code 1 | argument … |          query with attributes: | 03 | count | sets | names and values, when there are some | statement |
/// OK:         | 00 | changed rows | last id | status 2 | … |        failure: | ff | code 2 | '#' and state 5 (4.1) | words … |
/// end:        | fe | … |, shorter than nine bytes, or than a packet when the client set CLIENT_DEPRECATE_EOF
/// result:     | columns | a packet per column | end | a packet per row | end |     (no end behind the columns with CLIENT_DEPRECATE_EOF)
/// numbers:    below fb in a byte; fc, fd and fe before two, three and eight
/// </code>
/// </summary>
public static class MySqlCommand
{
    /// <summary>COM_QUIT, which has no answer.</summary>
    public const int Quit = 1;
    /// <summary>COM_QUERY.</summary>
    public const int Query = 3;
    /// <summary>COM_FIELD_LIST, answered by columns at once.</summary>
    public const int FieldList = 4;
    /// <summary>COM_CHANGE_USER, a new login.</summary>
    public const int ChangeUser = 17;
    /// <summary>COM_STMT_PREPARE, whose OK counts no rows.</summary>
    public const int Prepare = 22;

    private static readonly string[] Names =
    [
        "sleep", "quit", "init_db", "query", "field_list", "create_db", "drop_db", "refresh", "shutdown", "statistics", "process_info", "connect",
        "process_kill", "debug", "ping", "time", "delayed_insert", "change_user", "binlog_dump", "table_dump", "connect_out", "register_slave",
        "stmt_prepare", "stmt_execute", "stmt_send_long_data", "stmt_close", "stmt_reset", "set_option", "stmt_fetch",
    ];

    /// <summary>Zeek's name of a command.</summary>
    public static string Name(int code) => code < Names.Length ? Names[code] : $"unknown-{code}";

    /// <summary>The statement of a query that may carry attributes in front of it; empty when those cannot be passed over.</summary>
    public static ReadOnlySpan<byte> Statement(ReadOnlySpan<byte> argument)
    {
        var reader = new ByteReader(argument);
        var count = Number(ref reader);
        Number(ref reader);
        if (count == 0) return reader.Truncated ? default : reader.Rest;
        if (count > argument.Length) return default;
        var nulls = reader.Bytes(((int)count + 7) / 8);
        reader.Skip(1);
        var types = reader;
        for (var i = 0; i < count && !reader.Truncated; i++)
        {
            reader.Skip(2);
            SkipText(ref reader);
        }
        for (var i = 0; i < count && !reader.Truncated; i++)
        {
            var type = types.U16Le() & 0xff;
            SkipText(ref types);
            if ((nulls[i / 8] >> (i % 8) & 1) == 0) SkipValue(ref reader, type);
        }
        return reader.Truncated ? default : reader.Rest;
    }

    /// <summary>A number of the protocol's own form.</summary>
    public static long Number(ref ByteReader reader)
    {
        int first = reader.U8();
        return first switch
        {
            0xfc => reader.U16Le(),
            0xfd => reader.U16Le() | (reader.U8() << 16),
            0xfe => (long)Math.Min(reader.U64Le(), long.MaxValue),
            _ => first,
        };
    }

    /// <summary>The words of a failure, of which the packet begins with ff.</summary>
    public static ReadOnlySpan<byte> Words(ReadOnlySpan<byte> packet)
    {
        const int codeEnd = 3, stateLength = 6;
        if (packet.Length <= codeEnd) return default;
        return packet[codeEnd] == '#' && packet.Length >= codeEnd + stateLength ? packet[(codeEnd + stateLength)..] : packet[codeEnd..];
    }

    private static void SkipText(ref ByteReader reader) => reader.Skip((int)Math.Min(Number(ref reader), int.MaxValue));

    private static void SkipValue(ref ByteReader reader, int type)
    {
        switch (type)
        {
            case 1: reader.Skip(1); break;                           // TINY
            case 2 or 13: reader.Skip(2); break;                     // SHORT, YEAR
            case 3 or 4 or 9: reader.Skip(4); break;                 // LONG, FLOAT, INT24
            case 5 or 8: reader.Skip(8); break;                      // DOUBLE, LONGLONG
            case 7 or 10 or 11 or 12: reader.Skip(reader.U8()); break; // times
            default: SkipText(ref reader); break;
        }
    }
}
