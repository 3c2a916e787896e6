using NetSensor.Analyzers.Correlation;

namespace NetSensor.Host.Correlate;

/// <summary>Why something found no counterpart, as words and as a name for programs.</summary>
internal static class UnjoinedText
{
    /// <summary>The sentence.</summary>
    public static string Of(Unjoined reason) => reason switch
    {
        Unjoined.Loopback => "it never left the host",
        Unjoined.OutsideOfTheLogs => "before the first or after the last flow of the sensor",
        Unjoined.AddressNotSeen => "the sensor never saw the host's address (another segment, a VPN, translated addresses)",
        Unjoined.NoSuchFlow => "the sensor saw the host, but no flow with this five-tuple",
        Unjoined.AnotherTime => "there is such a flow, but at another time (--max-skew says how far clocks may be off)",
        Unjoined.HostWithoutAddress => "no address of the host is known",
        Unjoined.NoSuchQuestion => "the sensor saw no such question of this host (a cache or an encrypted resolver answered)",
        Unjoined.NoEndpointOfHost => "no endpoint told anything of this host",
        Unjoined.NothingAtTheTime => "the host's endpoint told nothing of that time",
        Unjoined.NoProcessFits => "no process of the host talked to the other side, and none is suspicious",
        _ => "joined",
    };

    /// <summary>The name.</summary>
    public static string Name(Unjoined reason) => Config.SnakeCase.Of(reason.ToString());
}
