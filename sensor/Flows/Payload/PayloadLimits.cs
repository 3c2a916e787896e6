namespace NetSensor.Flows.Payload;

/// <summary>How much the payload side of one flow may keep, and why so much.</summary>
public static class PayloadLimits
{
    /// <summary>
    /// Most unconsumed bytes per direction. The largest unit that a parser waits for whole is a DNS message over TCP: 65,535 bytes and two of
    /// length. Larger bodies pass by skipping.
    /// </summary>
    public const int BufferedBytes = 66 * 1024;

    /// <summary>
    /// Most bytes of buffers on one shard. A hundred thousand flows that wait for a whole hello at a time stay below; millions that send a byte
    /// each and wait would take gigabytes, so that those which come last are not listened to.
    /// </summary>
    public const long BufferedBytesTotal = 512L << 20;

    /// <summary>
    /// First bytes of a direction that are kept to find the protocol, and for another try when a parser says that it is not its own. Greetings
    /// and first requests fit; a protocol that does not show in so many bytes never does.
    /// </summary>
    public const int FirstBytes = 2048;

    /// <summary>Times that the speaker may change within the first bytes: every known protocol shows itself in a few exchanges.</summary>
    public const int Turns = 16;

    /// <summary>Datagrams of a flow that are probed: enough for media flows that begin with STUN before they speak DTLS.</summary>
    public const int ProbedDatagrams = 32;

    /// <summary>Protocols within protocols on one flow: SOCKS, CONNECT, SMTP, STARTTLS take four; more is a game with the sensor.</summary>
    public const int Upgrades = 5;

    /// <summary>Payload sides and parsers of one protocol that wait for the next flow; beyond that they are left to the collector.</summary>
    public const int IdleObjects = 4096;

    /// <summary>Bytes of buffers that wait for the next flow, per size; beyond that they are left to the collector.</summary>
    public const int IdleBufferBytes = 8 * 1024 * 1024;
}
