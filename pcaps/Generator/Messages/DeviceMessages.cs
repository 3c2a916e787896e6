using NetSensor.Generator.Week;
using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>What devices say: SNMP, SIP, RTSP.</summary>
public static class DeviceMessages
{
    private static readonly byte[] SysDescr = [0x2b, 6, 1, 2, 1, 1, 1, 0];

    /// <summary>A question for the description of a system (SNMP version 2c, community "monitor").</summary>
    public static byte[] SnmpGet(uint id) => Snmp(0xA0, id, [5, 0]);

    /// <summary>The answer.</summary>
    public static byte[] SnmpAnswer(uint id, string text) => Snmp(0xA2, id, [4, .. Block8(Ascii(text))]);

    /// <summary>A telephone registers (RFC 3261 §10).</summary>
    public static byte[] SipRegister(Machine phone, int call) => Ascii(
        $"REGISTER sip:sip.voice-provider.example SIP/2.0\r\nVia: SIP/2.0/UDP {phone.Host.Address}:5060;branch=z9hG4bK{call}\r\nMax-Forwards: 70\r\n" +
        $"From: <sip:{phone.Name}@voice-provider.example>;tag={call}\r\nTo: <sip:{phone.Name}@voice-provider.example>\r\nCall-ID: {Chance.Hash(phone.Name)}\r\n" +
        $"CSeq: {call} REGISTER\r\nContact: <sip:{phone.Name}@{phone.Host.Address}>\r\nExpires: 600\r\nUser-Agent: Yealink SIP-T46U 108.86.0.20\r\nContent-Length: 0\r\n\r\n");

    /// <summary>It may.</summary>
    public static byte[] SipRegistered(Machine phone, int call) => Ascii(
        $"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP {phone.Host.Address}:5060;branch=z9hG4bK{call}\r\nFrom: <sip:{phone.Name}@voice-provider.example>;tag={call}\r\n" +
        $"To: <sip:{phone.Name}@voice-provider.example>;tag=9\r\nCall-ID: {Chance.Hash(phone.Name)}\r\nCSeq: {call} REGISTER\r\nExpires: 600\r\nContent-Length: 0\r\n\r\n");

    /// <summary>A recorder begins to watch a camera (RFC 2326).</summary>
    public static void RtspBegin(TcpConversation talk, Machine camera)
    {
        var url = $"rtsp://{camera.Host.Address}/axis-media/media.amp";
        talk.Client(IndustryMessages.Rtsp($"OPTIONS {url} RTSP/1.0", "CSeq: 1", "User-Agent: Recorder 5.1"))
            .Server(IndustryMessages.Rtsp("RTSP/1.0 200 OK", "CSeq: 1", "Server: AXIS P3245 Network Camera", "Public: OPTIONS, DESCRIBE, SETUP, PLAY"))
            .Client(IndustryMessages.Rtsp($"SETUP {url} RTSP/1.0", "CSeq: 2", "User-Agent: Recorder 5.1", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"))
            .Server(IndustryMessages.Rtsp("RTSP/1.0 200 OK", "CSeq: 2", "Session: 1", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"))
            .Client(IndustryMessages.Rtsp($"PLAY {url} RTSP/1.0", "CSeq: 3", "User-Agent: Recorder 5.1", "Session: 1"))
            .Server(IndustryMessages.Rtsp("RTSP/1.0 200 OK", "CSeq: 3", "Session: 1"));
    }

    private static byte[] Snmp(byte kind, uint id, byte[] value)
    {
        byte[] binding = [0x30, .. Block8([6, .. Block8(SysDescr), .. value])];
        byte[] body = [2, 4, .. U32(id), 2, 1, 0, 2, 1, 0, 0x30, .. Block8(binding)];
        return [0x30, .. Block8([2, 1, 1, 4, .. Block8(Ascii("monitor")), kind, .. Block8(body)])];
    }
}
