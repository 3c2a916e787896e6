using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.OddServices;

/// <summary>Weighs what is odd about a service together: each alone is common, several at once are not; pure.</summary>
/// <param name="Risk">What the risk is made of.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Severity">Follows from the risk.</param>
internal readonly record struct OddServiceScore(RiskTally Risk, int Confidence, Severity Severity)
{
    private const int MediumFrom = 55, HighFrom = 80;

    /// <summary>The verdict; null when there is too little.</summary>
    /// <param name="pair">What is spoken.</param>
    /// <param name="visitors">Hosts that go there.</param>
    /// <param name="hosts">Hosts seen.</param>
    /// <param name="options">What is asked for.</param>
    public static OddServiceScore? Of(ServicePair pair, int visitors, int hosts, OddServiceOptions options)
    {
        var (odd, knowsHosts) = (pair.Oddities, hosts >= options.HostsForRarity);
        var risk = new RiskTally();
        if (pair.Stranger is { } service)
            risk.Add("port", UsualPorts.IsOthers(pair.Port) ? 30 : UsualPorts.IsEphemeral(pair.Port) ? 5 : 15, $"{service} is not at home on port {pair.Port}");
        risk.AddIf(odd.HasFlag(CertificateOddity.SelfSigned), "self-signed", 10, "nobody vouches for the certificate")
            .AddIf(odd.HasFlag(CertificateOddity.ToolDefaults), "tool's defaults", 20, "fields of the certificate are as tools fill them in")
            .AddIf(odd.HasFlag(CertificateOddity.Empty), "empty fields", 15, "the certificate names nobody")
            .AddIf(odd.HasFlag(CertificateOddity.RandomName), "random name", 15, "the certificate's name looks generated")
            .AddIf(odd.HasFlag(CertificateOddity.NotValid), "not valid", 10, "the certificate is over or has not begun")
            .AddIf(odd.HasFlag(CertificateOddity.OddValidity), "odd validity", 5, "no authority gives such a time")
            .AddIf(odd.HasFlag(CertificateOddity.OtherName), "other name", 5, "the certificate is not for the name that was asked for")
            .AddIf(odd.HasFlag(CertificateOddity.SmallSerial), "small serial", 5, "authorities give long random serial numbers");
        var isOdd = risk.Parts.Count > 0;
        risk.AddIf(isOdd && pair.WasTls && pair.ServerName is null, "no name", 10, "the client asked for no name")
            .AddIf(isOdd && knowsHosts && visitors == 1, "rare destination", 10, "no other host goes there")
            .AddIf(isOdd && knowsHosts && pair.Ja4 is not null && pair.GreetAlike == 1, "rare client", 10, "no other host greets servers in this way");
        if (risk.Sum < options.MinimumRisk) return null;
        var severity = risk.Sum >= HighFrom ? Severity.High : risk.Sum >= MediumFrom ? Severity.Medium : Severity.Low;
        return new OddServiceScore(risk, Math.Min(90, 30 + 10 * risk.Parts.Count), severity);
    }
}
