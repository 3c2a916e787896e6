using System.Buffers.Binary;
using System.Text;

namespace NetSensor.Tests.Protocols.Tls;

/// <summary>Builds hellos from the lists that fingerprints are published with.</summary>
internal static class HelloBytes
{
    /// <summary>A ClientHello body: version, random, no session id, ciphers, null compression, extensions.</summary>
    public static byte[] Client(ushort version, ushort[] ciphers, params (ushort Type, byte[] Data)[] extensions) =>
    [
        .. U16(version), .. new byte[32], // random
        0,                                // session id
        .. Vector16(U16(ciphers)),
        1, 0,                             // compression: null
        .. extensions.Length == 0 ? [] : Block(extensions),
    ];

    /// <summary>The same for DTLS: an empty cookie behind the session id.</summary>
    public static byte[] DatagramClient(ushort version, ushort[] ciphers, params (ushort Type, byte[] Data)[] extensions)
    {
        var plain = Client(version, ciphers, extensions);
        return [.. plain[..35], 0, .. plain[35..]];
    }

    /// <summary>An extension block with its length.</summary>
    public static byte[] Block(params (ushort Type, byte[] Data)[] extensions) =>
        Vector16([.. extensions.SelectMany(e => U16(e.Type).Concat(Vector16(e.Data)))]);

    public static (ushort, byte[]) ServerName(string name) =>
        (0, Vector16([0, .. Vector16(Encoding.UTF8.GetBytes(name))])); // 0: host_name

    public static (ushort, byte[]) Alpn(params string[] names) =>
        (16, Vector16([.. names.SelectMany(n => new[] { (byte)n.Length }.Concat(Encoding.Latin1.GetBytes(n)))]));

    public static (ushort, byte[]) Groups(params ushort[] groups) => (10, Vector16(U16(groups)));

    public static (ushort, byte[]) PointFormats(params byte[] formats) => (11, [(byte)formats.Length, .. formats]);

    public static (ushort, byte[]) Schemes(params ushort[] schemes) => (13, Vector16(U16(schemes)));

    public static (ushort, byte[]) Versions(params ushort[] versions) => (43, [(byte)(versions.Length * 2), .. U16(versions)]);

    public static (ushort, byte[]) Empty(ushort type) => (type, []);

    public static byte[] U16(params ushort[] values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), values[i]);
        return bytes;
    }

    public static byte[] Vector16(byte[] content) => [.. U16((ushort)content.Length), .. content];
}
