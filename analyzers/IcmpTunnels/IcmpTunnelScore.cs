using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.IcmpTunnels;

/// <summary>Judges the echoes between two hosts; pure.</summary>
/// <param name="Risk">What the risk is made of.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Severity">Follows from the risk.</param>
internal readonly record struct IcmpTunnelScore(RiskTally Risk, int Confidence, Severity Severity)
{
    private const double Little = 1_000, Much = 1_000_000; // bytes between which the volume comes to count in full
    private const double CertainMessages = 30;             // odd messages from which chance and damage are out of question
    private const int HighFrom = 75, MediumFrom = 45;

    /// <summary>The verdict; null when these are pings.</summary>
    public static IcmpTunnelScore? Of(in EchoTotals echoes, bool leavesNetwork, IcmpTunnelOptions options)
    {
        var altered = echoes.Compared == 0 ? 0 : echoes.Altered / (double)echoes.Compared;
        var isAltered = echoes.Altered >= options.MinimumAltered && altered >= options.MinimumAlteredShare;
        var carriesIp = echoes.IpPackets >= options.MinimumIpPackets;
        var (content, sizes) = (Share(echoes.ContentChanges, echoes), Share(echoes.SizeChanges, echoes));
        var isOneWay = echoes.Bytes >= options.OneWayBytes && Math.Min(content, sizes) >= options.OneWayChangeShare;
        if (!isAltered && !carriesIp && !isOneWay) return null;
        var volume = Math.Clamp(Math.Log(Math.Max(1, echoes.Bytes) / Little) / Math.Log(Much / Little), 0, 1);
        var risk = new RiskTally()
            .AddIf(isAltered, "altered replies", 30 + 10 * altered, "replies give back other data than was sent, which no host does by itself")
            .AddIf(carriesIp, "carried packets", 35, "echoes hold whole IP packets")
            .AddIf(content > 0, "changing content", 15 * content, "pings repeat one pattern, these do not")
            .AddIf(sizes > 0, "changing sizes", 10 * sizes, "pings keep one size, these do not")
            .Add("volume", 15 * volume, "bytes carried")
            .AddIf(leavesNetwork, "leaves the network", 10, "the other side is outside");
        var odd = Math.Max(echoes.Altered, Math.Max(echoes.IpPackets, isOneWay ? echoes.ContentChanges : 0));
        var confidence = (isAltered || carriesIp ? 95 : 60) * Math.Min(1, 0.5 + 0.5 * odd / CertainMessages);
        return new IcmpTunnelScore(risk, (int)Math.Round(confidence), risk.Sum >= HighFrom ? Severity.High : risk.Sum >= MediumFrom ? Severity.Medium : Severity.Low);
    }

    private static double Share(long changes, in EchoTotals echoes) => echoes.Messages <= 2 ? 0 : Math.Min(1, changes / (echoes.Messages - 2.0)); // the first of each side is no change
}
