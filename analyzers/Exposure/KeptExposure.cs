using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exposure;

/// <summary>What was told of an <see cref="Exposed"/>, as it is kept over a restart.</summary>
internal sealed record KeptExposure(IpAddr Host, string What, string Title, Timestamp Time, IReadOnlyList<string> Accounts)
{
    public string? Entity { get; init; }
    public KeptTelling? Told { get; init; }
}
