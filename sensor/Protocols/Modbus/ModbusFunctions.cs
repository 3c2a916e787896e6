namespace NetSensor.Protocols.Modbus;

/// <summary>Zeek's names of Modbus's function and exception codes (Modbus Application Protocol V1.1b3 §5, §7).</summary>
public static class ModbusFunctions
{
    /// <summary>Encapsulated interface transport, with which a device is asked what it is.</summary>
    public const int Encapsulated = 0x2b;
    /// <summary>The bit that a response has which says that the request failed.</summary>
    public const int Failed = 0x80;

    private static readonly string[] Names = Build();

    /// <summary>The name of a function code as it is on the wire.</summary>
    public static string Name(int code) => Names[code & 0xff];

    /// <summary>The name of an exception code.</summary>
    public static string Exception(int code) => code switch
    {
        1 => "ILLEGAL_FUNCTION",
        2 => "ILLEGAL_DATA_ADDRESS",
        3 => "ILLEGAL_DATA_VALUE",
        4 => "SLAVE_DEVICE_FAILURE",
        5 => "ACKNOWLEDGE",
        6 => "SLAVE_DEVICE_BUSY",
        8 => "MEMORY_PARITY_ERROR",
        10 => "GATEWAY_PATH_UNAVAILABLE",
        11 => "GATEWAY_TARGET_DEVICE_FAILED_TO_RESPOND",
        _ => $"unknown-{code}",
    };

    private static string[] Build()
    {
        const int lastNamedException = 0x18;        // Zeek 7.0 names no failures beyond
        var names = new string[256];
        for (var code = 0; code < names.Length; code++)
        {
            var function = code & ~Failed;
            var known = Standard(function);
            names[code] = code < Failed ? known ?? $"unknown-{code}"
                : known is not null && function <= lastNamedException ? known + "_EXCEPTION" : $"unknown-{code}";
        }
        return names;
    }

    private static string? Standard(int code) => code switch
    {
        0x01 => "READ_COILS",
        0x02 => "READ_DISCRETE_INPUTS",
        0x03 => "READ_HOLDING_REGISTERS",
        0x04 => "READ_INPUT_REGISTERS",
        0x05 => "WRITE_SINGLE_COIL",
        0x06 => "WRITE_SINGLE_REGISTER",
        0x07 => "READ_EXCEPTION_STATUS",
        0x08 => "DIAGNOSTICS",
        0x09 => "PROGRAM_484",
        0x0a => "POLL_484",
        0x0b => "GET_COMM_EVENT_COUNTER",
        0x0c => "GET_COMM_EVENT_LOG",
        0x0d => "PROGRAM_584_984",
        0x0e => "POLL_584_984",
        0x0f => "WRITE_MULTIPLE_COILS",
        0x10 => "WRITE_MULTIPLE_REGISTERS",
        0x11 => "REPORT_SLAVE_ID",
        0x12 => "PROGRAM_884_U84",
        0x13 => "RESET_COMM_LINK_884_U84",
        0x14 => "READ_FILE_RECORD",
        0x15 => "WRITE_FILE_RECORD",
        0x16 => "MASK_WRITE_REGISTER",
        0x17 => "READ_WRITE_MULTIPLE_REGISTERS",
        0x18 => "READ_FIFO_QUEUE",
        0x28 => "PROGRAM_CONCEPT",
        Encapsulated => "ENCAP_INTERFACE_TRANSPORT",
        0x7d => "FIRMWARE_REPLACEMENT",
        0x7e => "PROGRAM_584_984_2",
        0x7f => "REPORT_LOCAL_ADDRESS",
        _ => null,
    };
}
