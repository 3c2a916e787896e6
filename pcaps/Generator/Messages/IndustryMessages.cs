using System.Text;
using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>Payloads of protocols for which no free peer is packaged, written by hand from their specifications.</summary>
public static class IndustryMessages
{
    private const int Dnp3Block = 16;

    /// <summary>A DNP3 frame between master 1 and outstation 10 with correct checksums (IEEE 1815 §9.2).</summary>
    public static byte[] Dnp3(bool fromMaster, params byte[] data)
    {
        byte[] head = [0x05, 0x64, (byte)(5 + data.Length), (byte)(fromMaster ? 0xc4 : 0x44), (byte)(fromMaster ? 10 : 1), 0, (byte)(fromMaster ? 1 : 10), 0];
        var frame = new List<byte>([.. head, .. Dnp3Checksum(head)]);
        foreach (var block in data.Chunk(Dnp3Block)) frame.AddRange([.. block, .. Dnp3Checksum(block)]);
        return [.. frame];
    }

    /// <summary>A frame of S7 communication inside COTP and TPKT (RFC 1006 §6).</summary>
    public static byte[] S7(params byte[] pdu) => Tpkt([2, 0xf0, 0x80, .. pdu]);

    /// <summary>COTP's connection request (e0) or confirm (d0), from TSAP 1.0 to rack 0, slot 2.</summary>
    public static byte[] S7Connection(byte code) => Tpkt([17, code, 0, 0, 0, 7, 0, 0xc0, 1, 10, 0xc1, 2, 1, 0, 0xc2, 2, 1, 2]);

    /// <summary>A request for a system status list.</summary>
    public static byte[] S7AskList(byte id) =>
        S7([0x32, 7, 0, 0, 0, 2, 0, 8, 0, 8, 0, 1, 0x12, 4, 0x11, 0x44, 1, 0, 0xff, 9, 0, 4, 0, id, 0, 0]);

    /// <summary>An answer with a system status list of entries of one size.</summary>
    public static byte[] S7List(byte id, params byte[][] entries)
    {
        byte[] list = [0xff, 9, 0, 0, 0, id, 0, 0, 0, (byte)entries[0].Length, 0, (byte)entries.Length, .. entries.SelectMany(entry => entry)];
        (list[2], list[3]) = ((byte)((list.Length - 4) >> 8), (byte)(list.Length - 4));
        return S7([0x32, 7, 0, 0, 0, 2, 0, 12, (byte)(list.Length >> 8), (byte)list.Length, 0, 1, 0x12, 8, 0x12, 0x84, 1, 1, 0, 0, 0, 0, .. list]);
    }

    /// <summary>A BACnet/IP datagram: function, then network and application layer (ASHRAE 135 annex J.2).</summary>
    public static byte[] Bacnet(byte function, params byte[] rest) => [0x81, function, 0, (byte)(4 + rest.Length), .. rest];

    /// <summary>A BACnet answer with one property of device 61: a character string.</summary>
    public static byte[] BacnetProperty(byte property, string text) =>
        Bacnet(10, [1, 0, 0x30, 1, 12, 0x0c, 2, 0, 0, 61, 0x19, property, 0x3e, 0x75, (byte)(text.Length + 1), 0, .. Encoding.ASCII.GetBytes(text), 0x3f]);

    /// <summary>A BACnet question for one property of device 61.</summary>
    public static byte[] BacnetAsk(byte property) => Bacnet(10, [1, 4, 0, 5, 1, 12, 0x0c, 2, 0, 0, 61, 0x19, property]);

    /// <summary>A frame of EtherNet/IP's encapsulation (CIP volume 2 §2-3).</summary>
    public static byte[] EtherNetIp(byte command, params byte[] data) => [command, 0, (byte)data.Length, 0, .. new byte[20], .. data];

    /// <summary>The identity that a device answers with.</summary>
    public static byte[] EtherNetIpIdentity(IpAddr address, string name)
    {
        Span<byte> ip = stackalloc byte[16];
        var length = address.WriteBytes(ip);
        byte[] item = [1, 0, 0, 2, 0xaf, 0x12, .. ip[..length], .. new byte[8], 1, 0, 14, 0, 54, 0, 20, 11, 0x60, 0, 0x31, 0x2e, 0x31, 0xc0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), 3];
        return EtherNetIp(0x63, [1, 0, 0x0c, 0, (byte)item.Length, 0, .. item]);
    }

    /// <summary>A message of RTSP (RFC 2326 §4).</summary>
    public static byte[] Rtsp(string first, params string[] headers) => Encoding.ASCII.GetBytes(string.Join("\r\n", [first, .. headers, "", ""]));

    /// <summary>Text filled with blanks to a fixed length.</summary>
    public static byte[] Padded(string text, int length) => Encoding.ASCII.GetBytes(text.PadRight(length, ' '));

    private static byte[] Tpkt(byte[] cotp) => [3, 0, (byte)((cotp.Length + 4) >> 8), (byte)(cotp.Length + 4), .. cotp];

    private static byte[] Dnp3Checksum(byte[] bytes)
    {
        const int polynomial = 0xa6bc;
        var crc = 0;
        foreach (var octet in bytes)
            for (var bit = 0; bit < 8; bit++) crc = (((crc ^ (octet >> bit)) & 1) != 0 ? polynomial : 0) ^ (crc >> 1);
        return [(byte)~crc, (byte)(~crc >> 8)];
    }
}
