using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>A <see cref="CountryStory"/> as it is kept over a restart, under the host and the country that it is about; without a telling nothing was told of it yet.</summary>
internal sealed record KeptCountryStory(CountryNovelty Novelty, Timestamp First, Timestamp Last, KeptTelling? Telling = null)
{
    public required long Connections { get; init; }
    public required long Opened { get; init; }
    public required long BytesOut { get; init; }
    public required long BytesIn { get; init; }
    public required ushort Port { get; init; }
    public required bool WentToOddPort { get; init; }
    public required bool CameByRemoteControl { get; init; }
    public required int MoreDestinations { get; init; }
    public required Destination[] Destinations { get; init; }
    public required KeptFlow[] Flows { get; init; }

    /// <summary>One destination and what went there.</summary>
    internal sealed record Destination(IpAddr Address, ushort Port, long BytesOut, long BytesIn)
    {
        public string? Name { get; init; }
        public uint? System { get; init; }
    }
}
