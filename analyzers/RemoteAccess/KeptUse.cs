using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.RemoteAccess;

/// <summary>A <see cref="ToolUse"/> as it is kept over a restart.</summary>
internal sealed record KeptUse(
    IpAddr Source, string Tool, Timestamp First, Timestamp Last, int Questions, int Connections, long BytesOut, long BytesIn, IReadOnlyList<string> Signs, IReadOnlyList<KeptFlow> Flows)
{
    public string? Name { get; init; }
    public KeptFlow? Peer { get; init; }
    public KeptTelling? Told { get; init; }
}
