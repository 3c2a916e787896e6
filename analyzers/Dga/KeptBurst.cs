using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Dga;

/// <summary>A <see cref="NameBurst"/> as it is kept over a restart; the last three are sums over its domains.</summary>
internal sealed record KeptBurst(
    IpAddr Client, Timestamp First, Timestamp Last, int Domains, int Questions, int Missing, int JudgeAt, double Surprise, double Lengths, double Squares)
{
    public IReadOnlyList<uint> Seen { get; set; } = [];
    public IReadOnlyList<uint> OnBehalf { get; set; } = [];
    public IReadOnlyDictionary<uint, int> Tops { get; set; } = new Dictionary<uint, int>();
    public IReadOnlyList<string> Examples { get; set; } = [];
    public IReadOnlyDictionary<string, IpAddr> Resolved { get; set; } = new Dictionary<string, IpAddr>();
    public IReadOnlyList<KeptFlow> Flows { get; set; } = [];
    public KeptTelling? Told { get; init; }
}
