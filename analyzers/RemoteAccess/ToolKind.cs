namespace NetSensor.Analyzers.RemoteAccess;

/// <summary>What a program for remote access does.</summary>
internal enum ToolKind : byte
{
    /// <summary>Remote administration and support: somebody else works on the host.</summary>
    Admin,
    /// <summary>A way in through somebody's servers.</summary>
    Tunnel,
    /// <summary>A private network over the Internet.</summary>
    Mesh,
    /// <summary>Hides where traffic goes.</summary>
    Tor,
}
