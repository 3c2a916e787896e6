using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>Another finding about the same host: together they are one story.</summary>
/// <param name="Id">Id of the finding.</param>
/// <param name="Count">How often it was told.</param>
/// <param name="Detector">Who found it.</param>
/// <param name="Title">Who does what to whom.</param>
/// <param name="Severity">How bad.</param>
/// <param name="FirstSeen">Its first moment.</param>
/// <param name="LastSeen">Its last moment.</param>
/// <param name="OfTarget">Whether it is about the other side of this finding, not about its source.</param>
public sealed record RelatedFinding(
    string Id, int Count, string Detector, string Title, Severity Severity, Timestamp FirstSeen, Timestamp LastSeen, bool OfTarget)
{
    /// <summary>Id of its last telling (<see cref="Detection.TellingId"/>).</summary>
    public string TellingId => $"{Id}-{Count}";
}
