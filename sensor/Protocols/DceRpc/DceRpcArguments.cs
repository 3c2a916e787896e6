using NetSensor.Events;
namespace NetSensor.Protocols.DceRpc;

/// <summary>x</summary>
public static class DceRpcArguments
{
    /// <summary>x</summary>
    public static bool IsRead(DceRpcInterface? known, int opnum) => false;
    /// <summary>x</summary>
    public static List<DceRpcArgument>? OfRequest(DceRpcCall call, ReadOnlySpan<byte> stub, NdrFormat format) => null;
}
