namespace NetSensor.Protocols.DceRpc;

/// <summary>An interface that a client asks for: the number it will have, and the first transfer syntax offered.</summary>
public readonly record struct DceRpcOffer(ushort Id, Guid Interface, ushort Major, ushort Minor, TransferSyntax Syntax);
