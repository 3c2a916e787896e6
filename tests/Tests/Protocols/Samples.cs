using System.Buffers.Binary;

namespace NetSensor.Tests.Protocols;

/// <summary>Good messages of the protocols that are recognised, written by hand from their specifications.</summary>
internal static class Samples
{
    private const uint TypeOne = 1;

    // ---- SSH (RFC 4253)
    public static readonly byte[] SshBanner = "SSH-2.0-Example_1.0\r\n"u8.ToArray();
    public static readonly byte[] SshKeyExchange =
    [
        0, 0, 0, 12, 4, 20, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0,            // length, padding, SSH_MSG_KEXINIT, …
        0, 0, 0, 12, 10, 21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,          // length, padding, SSH_MSG_NEWKEYS
    ];

    // ---- GSS-API (RFC 4178)
    private static readonly byte[] SpnegoOid = [0x06, 0x06, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x02];
    private static readonly byte[] KerberosOid = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02];
    private static readonly byte[] Ntlm = [.. "NTLMSSP\0"u8, 1, 0, 0, 0, 7, 0x82, 8, 0xa2];

    public static byte[] SpnegoNtlm => Spnego(Ntlm);
    public static byte[] SpnegoKerberos => Spnego(Tlv(0x60, [.. KerberosOid, 1, 0, .. KerberosApRequest]));

    private static byte[] Spnego(byte[] mechanismToken) =>
        Tlv(0x60, [.. SpnegoOid, .. Tlv(0xa0, Tlv(0x30, [.. Tlv(0xa0, Tlv(0x30, KerberosOid)), .. Tlv(0xa2, Tlv(0x04, mechanismToken))]))]);

    // ---- Kerberos (RFC 4120)
    public static byte[] KerberosRequest => Tlv(0x6a, Tlv(0x30, [0xa1, 3, 2, 1, 5, 0xa2, 3, 2, 1, 10, .. Tlv(0xa4, Tlv(0x30, []))]));
    public static byte[] KerberosRecord => [0, 0, 0, (byte)KerberosRequest.Length, .. KerberosRequest];
    private static byte[] KerberosApRequest => Tlv(0x6e, Tlv(0x30, [0xa0, 3, 2, 1, 5, 0xa1, 3, 2, 1, 14]));

    // ---- LDAP (RFC 4511), SNMP (RFC 1157)
    public static readonly byte[] LdapBind = [0x30, 12, 2, 1, 1, 0x60, 7, 2, 1, 3, 4, 0, 0x80, 0];
    public static readonly byte[] LdapBindAnswer = [0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 0, 4, 0, 4, 0];
    public static byte[] SnmpGet => Snmp(0xa0, Tlv(0x30, [.. Tlv(6, [0x2b, 6, 1, 2, 1, 1, 1, 0]), 5, 0]));                       // sysDescr.0
    public static byte[] SnmpAnswer => Snmp(0xa2, Tlv(0x30, [.. Tlv(6, [0x2b, 6, 1, 2, 1, 1, 1, 0]), .. Tlv(4, "Example Printer 3"u8.ToArray())]),
        Tlv(0x30, [.. Tlv(6, [0x2b, 6, 1, 2, 1, 1, 3, 0]), .. Tlv(0x43, [0x27, 0x10])]));                                               // sysUpTime.0: 100 s

    public static byte[] Snmp(byte pdu, params byte[][] bindings) =>
        Tlv(0x30, [2, 1, 1, .. Tlv(4, "public"u8.ToArray()), .. Tlv(pdu, [2, 1, 9, 2, 1, 0, 2, 1, 0, .. Tlv(0x30, [.. bindings.SelectMany(binding => binding)])])]);

    public static byte[] Snmp3(byte[] scoped) => Tlv(0x30, [2, 1, 3, .. Tlv(0x30, [2, 1, 9, 2, 2, 5, 0xdc, 4, 1, 4, 2, 1, 3]),
        .. Tlv(4, Tlv(0x30, [.. Tlv(4, [0x80, 0, 0x1f, 0x88, 3, 2, 0, 0, 0, 0, 1]), 2, 1, 1, 2, 1, 5, .. Tlv(4, "monitor"u8.ToArray()), 4, 0, 4, 0])), .. scoped]);

    // ---- SMB ([MS-SMB2], [MS-CIFS])
    public static byte[] Smb2Negotiate => Frame([.. Smb2Header(0, response: false), 36, 0, 1, 0, .. new byte[32], 2, 2]);
    public static byte[] Smb2NegotiateAnswer => Frame([.. Smb2Header(0, response: true), 65, 0, 1, 0, 2, 2, .. new byte[50], 128, 0, (byte)SpnegoNtlm.Length, 0, 0, 0, 0, 0, .. SpnegoNtlm]);
    public static byte[] Smb2SessionSetup(byte[] token) => Frame([.. Smb2Header(1, response: false), 25, 0, 0, 1, .. new byte[8], 88, 0, (byte)token.Length, 0, .. new byte[8], .. token]);
    public static byte[] Smb2SessionSetupAnswer => Frame([.. Smb2Header(1, response: true), 9, 0, 0, 0, 72, 0, 9, 0, 0xa1, 7, 0x30, 5, 0xa0, 3, 0x0a, 1, 1]);
    public static byte[] Smb2Write(byte[] data) => Frame([.. Smb2Header(9, response: false), 49, 0, 112, 0, (byte)data.Length, 0, 0, 0, .. new byte[40], .. data]);
    public static byte[] Smb1SessionSetup(byte[] token) => Frame(
        [0xff, .. "SMB"u8, 0x73, 0, 0, 0, 0, 0x18, 7, 0xc8, .. new byte[20], 12, .. new byte[14], (byte)token.Length, 0, .. new byte[8], (byte)token.Length, 0, .. token]);

    private static byte[] Smb2Header(byte command, bool response) =>
        [0xfe, .. "SMB"u8, 64, 0, 0, 0, 0, 0, 0, 0, command, 0, 1, 0, (byte)(response ? 1 : 0), 0, 0, 0, .. new byte[44]];
    private static byte[] Frame(byte[] message) => [0, 0, (byte)(message.Length >> 8), (byte)message.Length, .. message];

    // ---- DCE/RPC (C706): a bind that authenticates with NTLM
    public static byte[] DceBind => [5, 0, 11, 3, 16, 0, 0, 0, (byte)(16 + 12 + 8 + Ntlm.Length), 0, (byte)Ntlm.Length, 0, 1, 0, 0, 0, .. new byte[12], 10, 5, 0, 0, 0, 0, 0, 0, .. Ntlm];

    public static byte[] DceRequest(byte[] signature) =>
        [5, 0, 0, 3, 16, 0, 0, 0, (byte)(16 + 8 + 8 + signature.Length), 0, (byte)signature.Length, 0, 1, 0, 0, 0, .. new byte[8], 9, 6, 0, 0, 0, 0, 0, 0, .. signature];

    // ---- RDP ([MS-RDPBCGR], [MS-RDPEUDP])
    public static readonly byte[] RdpRequest = [3, 0, 0, 19, 14, 0xe0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 3, 0, 0, 0];
    public static byte[] RdpConfirm(byte protocol) => [3, 0, 0, 19, 14, 0xd0, 0, 0, 0, 0, 0, 2, 0, 8, 0, protocol, 0, 0, 0];
    public static readonly byte[] RdpClientConnect = [3, 0, 0, 15, 2, 0xf0, 0x80, 0x7f, 0x65, .. "Duca"u8, 0, 0];
    public static readonly byte[] RdpUdpSyn = [0xff, 0xff, 0xff, 0xff, 0, 64, 0x10, 1, .. new byte[1224]];
    public static readonly byte[] RdpUdpSynAck = [0, 0, 0, 1, 0, 64, 0, 5, .. new byte[1224]];

    // ---- infrastructure
    public static readonly byte[] DhcpDiscover = [1, 1, 6, 0, 1, 2, 3, 4, .. new byte[228], 0x63, 0x82, 0x53, 0x63, 53, 1, 1, 255];
    public static byte[] Ntp(int length) => [0x23, .. new byte[length - 1]];
    public static byte[] NtpReadVariables => [0x16, 0x82, 0, 1, 0, 0, 0, 0, 0, 0, 0, 41, .. "version=\"ntpd 4.2.8\", system=\"Linux/6.1\",a="u8];
    public static readonly byte[] RadiusAccess = [1, 7, 0, 23, .. new byte[16], 1, 3, (byte)'a'];
    public static byte[] RadiusAccept => Radius(2, [8, 6, 10, 0, 0, 9]);                                        // Framed-IP-Address
    public static byte[] RadiusAccounting => Radius(4, [1, 5, .. "bob"u8, 40, 6, 0, 0, 0, 1, 8, 6, 10, 0, 0, 9, 31, 19, .. "02-00-00-00-00-01"u8]);
    public static byte[] Radius(byte code, byte[] attributes) => [code, 7, 0, (byte)(20 + attributes.Length), .. new byte[16], .. attributes];
    public static readonly byte[] Socks5Connect = [5, 1, 0, 1, 10, 0, 0, 1, 0, 80];
    public static readonly byte[] Socks5Granted = [5, 0, 0, 1, 10, 0, 0, 1, 0, 80];
    public static readonly byte[] MqttConnect = [0x10, 12, 0, 4, .. "MQTT"u8, 4, 2, 0, 60, 0, 0];
    public static readonly byte[] Dnp3Request = [0x05, 0x64, 0x05, 0xc0, 0x01, 0x00, 0x00, 0x04, 0xe9, 0x21];   // reset link, checksum as IEEE 1815 shows it

    public static readonly byte[] ModbusAskIdentity = [0, 2, 0, 0, 0, 5, 1, 0x2b, 0x0e, 1, 0];                  // basic objects
    public static byte[] ModbusIdentity => [0, 2, 0, 0, 0, 29, 1, 0x2b, 0x0e, 1, 1, 0, 0, 3, 0, 7, .. "Example"u8, 1, 4, .. "PX-7"u8, 2, 4, .. "v1.2"u8];
    public static readonly byte[] ModbusFailure = [0, 2, 0, 0, 0, 3, 1, 0xab, 1];

    // ---- MySQL
    public static readonly byte[] MySqlGreeting = [24, 0, 0, 0, 10, .. "8.0.30\0"u8, .. BitConverter.GetBytes(TypeOne), .. "saltsalt\0"u8, 0xff, 0xff, 8];
    public static readonly byte[] MySqlTlsRequest = [32, 0, 0, 1, 0x85, 0xae, 0xff, 1, 0, 0, 0, 1, 45, .. new byte[23]];
    public static readonly byte[] MySqlLogin = [36, 0, 0, 1, 0x85, 0xa6, 0xff, 1, 0, 0, 0, 1, 45, .. new byte[23], .. "bob\0"u8];

    /// <summary>A DER element.</summary>
    public static byte[] Tlv(byte tag, byte[] content)
    {
        if (content.Length < 0x80) return [tag, (byte)content.Length, .. content];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)content.Length);
        return [tag, 0x82, .. length, .. content];
    }
}
