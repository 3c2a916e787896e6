using NetSensor.Wire;

namespace NetSensor.Capture.Files;

/// <summary>What a first look at a capture told.</summary>
/// <param name="Path">Path as it was given or found ("-" for standard input).</param>
/// <param name="Format">How it is written.</param>
/// <param name="Compressed">Whether it is gzip-compressed.</param>
/// <param name="Link">What the packets of its first interface are; null when it declares none before its first packets.</param>
/// <param name="FirstPacket">Time of its first packet; null when it has none.</param>
/// <param name="Length">Bytes of the file; null when nobody knows (standard input, a pipe).</param>
public sealed record CaptureFileInfo(string Path, CaptureFormat Format, bool Compressed, LinkType? Link, Timestamp? FirstPacket, long? Length);
