namespace NetSensor.Protocols.DceRpc;

/// <summary>A parameter: how it is written, and the name under which it is told; null when it is passed over.</summary>
public readonly record struct NdrField(NdrFieldKind Kind, string? Name);
