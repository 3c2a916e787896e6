namespace NetSensor.Protocols.Smb;

/// <summary>Tree ids are unique within a session only.</summary>
internal readonly record struct SmbTreeKey(ulong Session, uint Tree);
