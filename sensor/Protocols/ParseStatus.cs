namespace NetSensor.Protocols;

/// <summary>What a parser says after it looked at the bytes.</summary>
public enum ParseStatus : byte
{
    /// <summary>All is well: present what was not consumed again, with more behind it.</summary>
    Continue,
    /// <summary>All that is wanted was seen: no more bytes, in either direction.</summary>
    Done,
    /// <summary>These bytes are not this protocol: drop the parser and let others try from the flow's first byte.</summary>
    NotThis,
    /// <summary>It was this protocol, but it broke its rules beyond repair: no more bytes.</summary>
    Violation,
    /// <summary>What follows the consumed bytes, in both directions, is another protocol: probe anew (STARTTLS, CONNECT).</summary>
    Upgrade,
}
