namespace NetSensor.Protocols.DceRpc;

/// <summary>x</summary>
public static class EndpointMapper
{
    /// <summary>x</summary>
    public static bool IsRead(DceRpcInterface? known, int opnum) => false;
    /// <summary>x</summary>
    public static void Tell(DceRpcCall call, ReadOnlySpan<byte> stub, NdrFormat format, IFlowContext flow) { }
}
