namespace NetSensor.Protocols.DceRpc;

/// <summary>How the parameters of a message are written: byte order of its sender, and the transfer syntax agreed on.</summary>
public readonly record struct NdrFormat(bool IsLittleEndian, TransferSyntax Syntax);
