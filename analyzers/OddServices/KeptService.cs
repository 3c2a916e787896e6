using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.OddServices;

/// <summary>A <see cref="ServicePair"/> as it is kept over a restart.</summary>
internal sealed record KeptService(
    IpAddr Source, IpAddr Destination, ushort Port, Timestamp First, Timestamp Last, int Connections, CertificateOddity Oddities, bool WasTls, int GreetAlike, IReadOnlyList<KeptFlow> Flows)
{
    public string? Stranger { get; init; }
    public string? Subject { get; init; }
    public string? ServerName { get; init; }
    public string? Ja4 { get; init; }
    public KeptTelling? Told { get; init; }
}
