using NetSensor.Events;

namespace NetSensor.Protocols.Recognition;

/// <summary>Makes the descriptors of protocols that are only named.</summary>
public static class Recognised
{
    /// <summary>A protocol that its first bytes tell on any port: whatever may still be it is taken, and named when it is proven.</summary>
    public static ProtocolDescriptor Anywhere(string service, Transport transport, ushort[] ports, Judge judge) =>
        new(service, transport, ports, (bytes, direction, _) => judge(bytes, direction), () => new ConfirmingParser(service, judge));

    /// <summary>A protocol whose bytes look like others' too: taken on its usual ports only.</summary>
    public static ProtocolDescriptor OnItsPorts(string service, Transport transport, ushort[] ports, Judge judge) =>
        new(service, transport, ports, (bytes, direction, likely) => OnPort(judge(bytes, direction), likely), () => new ConfirmingParser(service, judge));

    private static ProbeVerdict OnPort(ProbeVerdict verdict, bool likelyPort) =>
        !likelyPort || verdict == ProbeVerdict.No ? ProbeVerdict.No : ProbeVerdict.Yes;
}
