using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.DnsTunnels;

/// <summary>A <see cref="ZoneTraffic"/> as it is kept over a restart.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Zone">Below which domain.</param>
/// <param name="First">The first question.</param>
/// <param name="Last">The last one.</param>
/// <param name="Names">Hashes of the names, eight bytes each.</param>
internal sealed record KeptZone(IpAddr Client, string Zone, Timestamp First, Timestamp Last, byte[] Names)
{
    public int Questions { get; init; }
    public int FreshQuestions { get; init; }
    public int OddTypes { get; init; }
    public int Refused { get; init; }
    public long BytesUp { get; init; }
    public long BytesDown { get; init; }
    public int CarrierQuestions { get; init; }
    public long CarrierBytes { get; init; }
    public int ShortLived { get; init; }
    public int Answered { get; init; }
    public int AddressNames { get; init; }
    public int OnBehalf { get; init; }
    public int LongestName { get; init; }
    public int JudgeAt { get; init; }
    public int[]? Letters { get; init; }
    public IReadOnlyList<KeptFlow> Flows { get; set; } = [];
    public KeptTelling? Told { get; init; }
}
