namespace NetSensor.Analyzers.RemoteAccess;

/// <summary>A program for remote access, and what it does.</summary>
internal sealed record RemoteTool(string Name, ToolKind Kind);
