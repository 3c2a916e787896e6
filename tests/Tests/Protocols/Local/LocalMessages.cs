using System.Text;

namespace NetSensor.Tests.Protocols.Local;

/// <summary>Messages by which hosts of a link announce themselves, byte by byte.</summary>
internal static class LocalMessages
{
    /// <summary>A printer's multicast DNS answer.</summary>
    public static readonly byte[] Announcement =
    [
        0, 0, 0x84, 0, 0, 0, 0, 3, 0, 0, 0, 1,                                                       // answer, authoritative; three answers, one additional
        4, .. "_ipp"u8, 4, .. "_tcp"u8, 5, .. "local"u8, 0, 0, 12, 0, 1, 0, 0, 0x11, 0x94, 0, 9, 6, .. "Office"u8, 0xC0, 12,      // PTR Office._ipp._tcp.local (at 39)
        0xC0, 39, 0, 33, 0x80, 1, 0, 0, 0, 120, 0, 12, 0, 0, 0, 0, 0x02, 0x77, 3, .. "hp5"u8,        // SRV port 631, hp5.local
        0xC0, 22,
        0xC0, 39, 0, 16, 0x80, 1, 0, 0, 0x11, 0x94, 0, 20, 7, .. "ty=HP 5"u8, 11, .. "adminurl=/x"u8,// TXT
        3, .. "hp5"u8, 0xC0, 22, 0, 1, 0x80, 1, 0, 0, 0, 120, 0, 4, 192, 0, 2, 5,                    // A
    ];

    /// <summary>A NetBIOS name in its first-level encoding, with length and end.</summary>
    public static byte[] NetBios(string name, byte suffix)
    {
        var padded = Encoding.ASCII.GetBytes(name.PadRight(15)).Append(suffix);
        return [32, .. padded.SelectMany(letter => new[] { (byte)('A' + (letter >> 4)), (byte)('A' + (letter & 15)) }), 0];
    }

    /// <summary>A host registers its name.</summary>
    public static readonly byte[] Registration =
    [
        0x12, 0x34, 0x29, 0x10, 0, 1, 0, 0, 0, 0, 0, 1,                                              // opcode 5, RD, broadcast; one question, one additional
        .. NetBios("DESK7", 0x20), 0, 32, 0, 1,
        0xC0, 12, 0, 32, 0, 1, 0, 4, 0x93, 0xE0, 0, 6, 0, 0, 192, 0, 2, 7,                           // NB: unique, 192.0.2.7
    ];

    /// <summary>A host lists its names.</summary>
    public static readonly byte[] NodeStatus =
    [
        0x12, 0x34, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0,
        .. NetBios("*", 0), 0, 33, 0, 1, 0, 0, 0, 0, 0, 65, 3,
        .. "DESK7          "u8, 0x00, 0x04, 0, .. "CORP           "u8, 0x00, 0x84, 0, .. "ANNA           "u8, 0x03, 0x04, 0,
        0x02, 0, 0x5e, 0x10, 0, 7, 0, 0, 0, 0,
    ];

    /// <summary>A host announces itself to the browser.</summary>
    public static readonly byte[] HostAnnouncement = Browser(1, "DESK7", 10, 0, 0x0001_1003, "Anna's desk");

    /// <summary>A device says that it is there.</summary>
    public static readonly byte[] Notify = Encoding.ASCII.GetBytes(
        "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nCACHE-CONTROL: max-age = 1800\r\nLOCATION: http://192.0.2.5/d.xml\r\n"
        + "SERVER: Linux/4.4 UPnP/1.0 Box/2\r\nNT: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\nNTS: ssdp:alive\r\n"
        + "USN: uuid:1-2-3::urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n\r\n");

    /// <summary>A camera says that it is there.</summary>
    public static readonly byte[] Hello = Encoding.UTF8.GetBytes(
        "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"x\"><s:Header><a:Action s:mustUnderstand=\"1\">http://schemas.xmlsoap.org/ws/2005/04/discovery/Hello</a:Action>"
        + "<a:To>urn:d</a:To></s:Header><s:Body><d:Hello><a:EndpointReference><a:Address>urn:uuid:77</a:Address></a:EndpointReference>"
        + "<d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types><d:Scopes>onvif://www.onvif.org/hardware/DS-2 onvif://www.onvif.org/name/Gate%201</d:Scopes>"
        + "<d:XAddrs>http://192.0.2.6/onvif</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:Hello></s:Body></s:Envelope>");

    /// <summary>A DHCPv6 client asks.</summary>
    public static readonly byte[] Solicit =
    [
        1, 0x10, 0x20, 0x30,                                                                         // SOLICIT, transaction
        0, 1, 0, 14, 0, 1, 0, 1, 0x20, 0, 0, 0, 2, 0, 0x5e, 0x10, 0, 7,                              // client DUID: LLT, Ethernet, time, MAC
        0, 39, 0, 7, 0, 5, .. "desk7"u8,                                                             // partial name
        0, 16, 0, 14, 0, 0, 1, 0x37, 0, 8, .. "MSFT 5.0"u8,                                          // vendor class of enterprise 311
        0, 6, 0, 4, 0, 23, 0, 24,                                                                    // wants DNS servers and domains
        0, 3, 0, 12, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,                                             // IA_NA without address
    ];

    /// <summary>The server's reply to that, through a relay that tells the client's hardware address.</summary>
    public static readonly byte[] RelayedReply =
    [
        13, 0, .. new byte[16], 0xfe, 0x80, .. new byte[13], 7,                                      // RELAY-REPLY, link ::, peer fe80::7
        0, 79, 0, 8, 0, 1, 2, 0, 0x5e, 0x10, 0, 7,
        0, 9, 0, 54,
        7, 0x10, 0x20, 0x30,
        0, 2, 0, 2, 0xAB, 0xCD,                                                                      // server DUID
        0, 3, 0, 40, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 5, 0, 24, 0x20, 0x01, 0x0d, 0xb8, .. new byte[11], 9, 0, 0, 0, 60, 0, 0, 0, 120,          // 2001:db8::9, valid for 120 s
    ];

    private static byte[] Browser(byte command, string name, byte major, byte minor, uint type, string comment)
    {
        byte[] data =
        [
            command, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(name.PadRight(16, '\0')), major, minor,
            (byte)type, (byte)(type >> 8), (byte)(type >> 16), (byte)(type >> 24), 0x0F, 0x01, 0x55, 0xAA, .. Encoding.ASCII.GetBytes(comment), 0,
        ];
        byte[] slot = [.. "\\MAILSLOT\\BROWSE\0"u8];
        var offset = 32 + 1 + 34 + 2 + slot.Length;                                                  // SMB header, 17 words, byte count, name
        byte[] smb =
        [
            0xFF, .. "SMB"u8, 0x25, .. new byte[27], 17,
            .. new byte[22], (byte)data.Length, 0, (byte)offset, 0,                                  // words 12 and 13: data length and offset
            .. new byte[8],
            (byte)(slot.Length + data.Length), 0, .. slot, .. data,
        ];
        return [0x11, 0x0A, 0, 1, 192, 0, 2, 7, 0, 138, 0, 0, 0, 0, .. NetBios(name, 0x20), .. NetBios("CORP", 0x1D), .. smb];
    }
}
