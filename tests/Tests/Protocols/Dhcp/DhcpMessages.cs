using System.Text;
using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols.Dhcp;

/// <summary>DHCP messages byte by byte, and the flows that they come over.</summary>
internal static class DhcpMessages
{
    private static readonly byte[] Mac = [0x02, 0x00, 0x5e, 0x10, 0x00, 0x01];

    /// <summary>What a Windows client asks for, with everything that identifies it.</summary>
    public static readonly byte[] Request = Message(1, 0x3903F326, 0,
        Option(53, 3),                                                       // DHCPREQUEST
        Option(61, [1, .. Mac]),                                             // client id: Ethernet
        Option(50, 192, 0, 2, 77),                                           // requested address
        Option(54, 192, 0, 2, 1),                                            // server identifier
        Option(12, "desk-7"u8),                                              // host name
        Option(81, [0, 0, 0, .. "desk-7.corp.test"u8]),                      // FQDN in ASCII (no E flag)
        Option(60, "MSFT 5.0"u8),                                            // vendor class
        Option(77, [5, .. "guest"u8]),                                       // user class
        Option(57, 0x05, 0xDC),                                              // largest message 1,500
        Option(82, [1, 4, .. "gi/1"u8, 2, 3, 0, 9, 8]),                      // circuit id, remote id
        Option(55, 1, 3, 6, 15, 31, 33));                                    // parameter request list

    /// <summary>The server's acknowledgement of <see cref="Request"/>.</summary>
    public static readonly byte[] Ack = Message(2, 0x3903F326, 0xC000024D,
        Option(53, 5), Option(54, 192, 0, 2, 1), Option(51, 0, 0, 0x0E, 0x10), Option(3, 192, 0, 2, 1), Option(6, 192, 0, 2, 53, 192, 0, 2, 54),
        Option(15, "corp.test\0"u8));

    /// <summary>An option.</summary>
    public static byte[] Option(byte code, params ReadOnlySpan<byte> value) => [code, (byte)value.Length, .. value];

    /// <summary>A whole message; the options are closed.</summary>
    public static byte[] Message(byte operation, uint transaction, uint yourAddress, params byte[][] options) =>
    [
        operation, 1, 6, 0,                                                  // Ethernet, six bytes, no hops
        (byte)(transaction >> 24), (byte)(transaction >> 16), (byte)(transaction >> 8), (byte)transaction,
        0, 0, 0, 0,                                                          // seconds, flags
        0, 0, 0, 0,                                                          // ciaddr
        (byte)(yourAddress >> 24), (byte)(yourAddress >> 16), (byte)(yourAddress >> 8), (byte)yourAddress,
        0, 0, 0, 0, 0, 0, 0, 0,                                              // siaddr, giaddr
        .. Mac, .. new byte[10],                                             // chaddr
        .. new byte[64], .. new byte[128],                                   // server name, boot file
        0x63, 0x82, 0x53, 0x63,
        .. options.SelectMany(option => option), 255,
    ];

    /// <summary>A flow between these.</summary>
    public static RecordingFlow Flow(string from, ushort fromPort, string to, ushort toPort) => new()
    {
        Flow = new FlowIdentity
        {
            Uid = $"C{from}",
            Start = Timestamp.FromUnix(1_000_000),
            Originator = IpAddr.Parse(from),
            OriginatorPort = fromPort,
            Responder = IpAddr.Parse(to),
            ResponderPort = toPort,
            Transport = Transport.Udp,
            Protocol = IpProtocol.Udp,
            CommunityId = "1:test",
            Order = (ulong)Encoding.ASCII.GetBytes(from).Sum(letter => letter),
        },
    };

    /// <summary>The client's broadcasts.</summary>
    public static RecordingFlow FromClient() => Flow("0.0.0.0", 68, "255.255.255.255", 67);

    /// <summary>The server's broadcasts, a flow of their own.</summary>
    public static RecordingFlow FromServer() => Flow("192.0.2.1", 67, "255.255.255.255", 68);
}
