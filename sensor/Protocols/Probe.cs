using NetSensor.Events;

namespace NetSensor.Protocols;

/// <summary>What a probe says of the first bytes of a flow.</summary>
public enum ProbeVerdict : byte
{
    /// <summary>Not this protocol: final for a stream, for this one datagram otherwise. Say Maybe when this side's bytes cannot tell.</summary>
    No,
    /// <summary>Could be: ask again with more bytes.</summary>
    Maybe,
    /// <summary>This protocol: attach the parser.</summary>
    Yes,
}

/// <summary>
/// Judges the first bytes that one direction of a flow sent. <paramref name="likelyPort"/> says that the responder's port is one of the
/// protocol's usual ones: a probe may then be content with less.
/// </summary>
public delegate ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort);
