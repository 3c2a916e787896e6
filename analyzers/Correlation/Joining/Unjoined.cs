namespace NetSensor.Analyzers.Correlation;

/// <summary>Why something found no counterpart.</summary>
public enum Unjoined
{
    /// <summary>It did.</summary>
    None,
    /// <summary>It never leaves the host: loopback.</summary>
    Loopback,
    /// <summary>It was before the first or after the last flow of the sensor.</summary>
    OutsideOfTheLogs,
    /// <summary>The host's address never came by the sensor: another segment, a VPN, or a translation of addresses between them.</summary>
    AddressNotSeen,
    /// <summary>The sensor saw the host, but no flow with this five-tuple.</summary>
    NoSuchFlow,
    /// <summary>There is such a flow, but at another time: the port was used again, or a clock is further off than allowed.</summary>
    AnotherTime,
    /// <summary>No address of the host is known.</summary>
    HostWithoutAddress,
    /// <summary>The sensor saw the host, but not this question: a cache, a hosts file or an encrypted resolver answered it.</summary>
    NoSuchQuestion,
    /// <summary>No endpoint told anything of the finding's host.</summary>
    NoEndpointOfHost,
    /// <summary>The finding's host told nothing around the finding's time.</summary>
    NothingAtTheTime,
    /// <summary>The finding's host told of processes, but none that talked to the other side, and none that is suspicious.</summary>
    NoProcessFits,
}
