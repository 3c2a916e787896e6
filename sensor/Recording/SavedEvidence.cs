using NetSensor.Wire;

namespace NetSensor.Recording;

/// <summary>What is known of one file of evidence.</summary>
/// <param name="File">Its name in the folder.</param>
/// <param name="Sha256">Hash of its bytes, in small hexadecimal digits.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Packets">Packets in it.</param>
/// <param name="LeftOut">Packets in its middle that found no room.</param>
/// <param name="First">Time of its first packet.</param>
/// <param name="Last">Time of its last packet.</param>
public sealed record SavedEvidence(string File, string Sha256, long Bytes, long Packets, long LeftOut, Timestamp First, Timestamp Last);
