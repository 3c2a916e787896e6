namespace NetSensor.Events;

/// <summary>
/// The fixed part of an NTP message (RFC 5905 §7.3). Spans and times are seconds as binary fractions, times since 1970, so that nothing of their
/// resolution of 2⁻³² seconds is lost; 0 is unset.
/// </summary>
/// <param name="Stratum">Distance to the reference clock: 0 unknown or a kiss code, 1 has the clock.</param>
/// <param name="Poll">Longest time between messages.</param>
/// <param name="Precision">Precision of the sender's clock.</param>
/// <param name="RootDelay">Round trip to the reference clock.</param>
/// <param name="RootDispersion">Error against the reference clock.</param>
/// <param name="ReferenceId">Kiss code or clock name for strata 0 and 1, else the four bytes as an IPv4 address.</param>
/// <param name="Reference">When the sender's clock was last set.</param>
/// <param name="Origin">When the request left the client.</param>
/// <param name="Receive">When the request came to the server.</param>
/// <param name="Transmit">When the message left.</param>
public sealed record NtpTimes(
    int Stratum, double Poll, double Precision, double RootDelay, double RootDispersion, string ReferenceId,
    double Reference, double Origin, double Receive, double Transmit);
