namespace NetSensor.Protocols.DceRpc;

/// <summary>What a server says of an interface that was asked for; 0 accepts it in this transfer syntax.</summary>
public readonly record struct DceRpcResult(ushort Result, TransferSyntax Syntax);
