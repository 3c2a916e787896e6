using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>dce_rpc.log: a line per answered call of a known interface, with Zeek's columns.</summary>
public sealed class DceRpcLog : LogFormat<DceRpcCallEvent>
{
    /// <summary>Calls that Zeek leaves out, as they are many and tell little.</summary>
    private static readonly HashSet<(string Endpoint, string Operation)> Ignored =
    [
        ("winreg", "BaseRegCloseKey"), ("winreg", "BaseRegGetVersion"), ("winreg", "BaseRegOpenKey"), ("winreg", "BaseRegQueryValue"),
        ("winreg", "BaseRegDeleteKeyEx"), ("winreg", "OpenLocalMachine"), ("winreg", "BaseRegEnumKey"), ("winreg", "OpenClassesRoot"),
        ("spoolss", "RpcSplOpenPrinter"), ("spoolss", "RpcClosePrinter"), ("wkssvc", "NetrWkstaGetInfo"),
    ];

    /// <inheritdoc/>
    public override string FileName => "dce_rpc.log";

    /// <inheritdoc/>
    protected override void Write(DceRpcCallEvent happened, JsonLine line)
    {
        if (happened.Outcome != DceRpcOutcome.Answered || happened.Endpoint is not { } endpoint || Ignored.Contains((endpoint, happened.Operation))) return;
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("rtt"u8, happened.RoundTrip);
        line.Field("named_pipe"u8, happened.SecondaryAddress);
        line.Field("endpoint"u8, endpoint);
        line.Field("operation"u8, happened.Operation);
        line.End();
    }
}
