using NetSensor.Events;

namespace NetSensor.Protocols.Smb;

/// <summary>A share that a session is connected to.</summary>
internal sealed record SmbTree(string? Path, SmbShareType Type, bool EncryptsData);
