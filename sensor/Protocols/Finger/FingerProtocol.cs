using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Finger;

/// <summary>Finger (RFC 1288): one line asks, any text answers. It has no mark of its own, so only its port tells it.</summary>
public static class FingerProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = Recognised.OnItsPorts("finger", Transport.Tcp, [79], Judge);

    private static ProbeVerdict Judge(ReadOnlySpan<byte> bytes, Direction direction) =>
        direction == Direction.FromOriginator && bytes.Contains((byte)'\n') ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
}
