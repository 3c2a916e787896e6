using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>What a host sends to one destination, as it is kept over a restart: when it began, what was told of it, and its days as [day since 1970, bytes out, bytes in].</summary>
internal sealed record KeptUploadChannel(Timestamp First, bool IsNew, int Told, Severity ToldSeverity, double ToldBytes, long[][] Days);
