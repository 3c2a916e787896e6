namespace NetSensor.Analyzers.Correlation;

/// <summary>How far a host's clock is ahead of the sensor's.</summary>
/// <param name="Host">The host as <see cref="HostName.Short"/> writes it.</param>
/// <param name="Ahead">The median of the pairs; negative when it is behind, zero when there are no pairs.</param>
/// <param name="Spread">Half of the pairs are not further from the median than this.</param>
/// <param name="Pairs">Connections of the host that are one flow and no other.</param>
public sealed record ClockSkew(string Host, TimeSpan Ahead, TimeSpan Spread, int Pairs);
