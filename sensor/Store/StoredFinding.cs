using NetSensor.Wire;

namespace NetSensor.Store;

/// <summary>A finding as it is kept: what is asked for often as columns, the whole as its OCSF object.</summary>
/// <param name="Id">The stable id of its story.</param>
/// <param name="Detector">Who concluded it.</param>
/// <param name="Severity">0 informational to 5.</param>
/// <param name="Risk">0 to 100.</param>
/// <param name="Title">One line.</param>
/// <param name="FirstSeen">First moment of what it tells.</param>
/// <param name="LastSeen">Last moment of what it tells.</param>
/// <param name="Count">How often it was told.</param>
/// <param name="Ocsf">The OCSF object in UTF-8.</param>
public sealed record StoredFinding(
    string Id, string Detector, int Severity, int Risk, string Title, Timestamp FirstSeen, Timestamp LastSeen, int Count, byte[] Ocsf);
