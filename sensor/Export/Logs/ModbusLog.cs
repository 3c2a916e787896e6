using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>modbus.log: a line per request and per response, with Zeek's columns.</summary>
public sealed class ModbusLog : LogFormat<ModbusMessageEvent>
{
    /// <inheritdoc/>
    public override string FileName => "modbus.log";

    /// <inheritdoc/>
    protected override void Write(ModbusMessageEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Time);
        Connection(happened.Flow, line);
        line.Field("tid"u8, happened.TransactionId);
        line.Field("unit"u8, happened.Unit);
        line.Field("func"u8, happened.FunctionName);
        line.Field("pdu_type"u8, happened.IsRequest ? "REQ" : "RESP");
        line.Field("exception"u8, happened.Exception);
        line.End();
    }
}
