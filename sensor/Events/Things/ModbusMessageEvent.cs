namespace NetSensor.Events;

/// <summary>A Modbus request or response; one line of modbus.log.</summary>
public sealed class ModbusMessageEvent : SensorEvent
{
    /// <summary>Whether the flow's originator, the client, sent it.</summary>
    public required bool IsRequest { get; init; }
    /// <summary>Pairs request and response.</summary>
    public required int TransactionId { get; init; }
    /// <summary>Unit behind the address: a device on a serial line, 0 or 255 for the server itself.</summary>
    public required int Unit { get; init; }
    /// <summary>Function code; 0x80 is added to that of the request when it failed.</summary>
    public required int Function { get; init; }
    /// <summary>Zeek's name of the function ("READ_COILS", "unknown-100").</summary>
    public required string FunctionName { get; init; }
    /// <summary>Zeek's name of the reason why it failed ("ILLEGAL_FUNCTION"); null when it did not.</summary>
    public string? Exception { get; init; }
}
