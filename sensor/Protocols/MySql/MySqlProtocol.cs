using NetSensor.Events;

namespace NetSensor.Protocols.MySql;

/// <summary>MySQL and MariaDB.</summary>
public static class MySqlProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "mysql";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [3306], Probe, () => new MySqlParser());

    /// <summary>The server speaks first; its greeting tells.</summary>
    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (direction == Direction.FromResponder) return MySqlMessage.Greeting(firstBytes, out _);
        return MySqlMessage.Response(firstBytes, out _, out _) == ProbeVerdict.No ? ProbeVerdict.No : ProbeVerdict.Maybe;
    }
}
