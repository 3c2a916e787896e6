using System.Text;
using NetSensor.Protocols.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Rfb;

/// <summary>Messages of RFB's opening (RFC 6143 §7.1, §7.2, §7.3): both sides begin with "RFB 003.008\n".</summary>
public static class RfbMessage
{
    /// <summary>Bytes of a version.</summary>
    public const int VersionBytes = 12;

    /// <summary>Whether a side begins with a version.</summary>
    public static ProbeVerdict BeginsVersion(ReadOnlySpan<byte> bytes)
    {
        var begins = Lines.BeginWith(bytes, "RFB "u8);
        if (begins != ProbeVerdict.Yes || bytes.Length < VersionBytes) return begins == ProbeVerdict.No ? ProbeVerdict.No : ProbeVerdict.Maybe;
        var digits = !bytes[4..7].ContainsAnyExceptInRange((byte)'0', (byte)'9') && !bytes[8..11].ContainsAnyExceptInRange((byte)'0', (byte)'9');
        return digits && bytes[7] == '.' && bytes[VersionBytes - 1] == '\n' ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>The two numbers of a version, as they are written.</summary>
    public static (string Major, string Minor) Version(ReadOnlySpan<byte> bytes) => (Encoding.ASCII.GetString(bytes[4..7]), Encoding.ASCII.GetString(bytes[8..11]));

    /// <summary>A security type (§7.1.2, and the registry of IANA) in Zeek's words.</summary>
    public static string Authentication(uint type) => type switch
    {
        0 => "Invalid",
        1 => "None",
        2 => "VNC",
        16 => "Tight",
        17 => "Ultra",
        18 => "TLS",
        19 => "VeNCrypt",
        20 => "GTK-VNC SASL",
        21 => "MD5 hash authentication",
        22 => "Colin Dean xvp",
        30 => "Apple Remote Desktop",
        _ => "RealVNC",
    };

    /// <summary>
    /// The server's desktop: its length in all, 0 when more bytes are needed, -1 when the name is longer than any.
    /// <code>| width 2 | height 2 | pixel format 16 | name length 4 | name |</code>
    /// </summary>
    public static int Desktop(ReadOnlySpan<byte> bytes, out int width, out int height, out ReadOnlySpan<byte> name)
    {
        var reader = new ByteReader(bytes);
        (width, height) = (reader.U16(), reader.U16());
        reader.Skip(16);
        var length = reader.U32();
        name = default;
        if (reader.Truncated) return 0;
        if (length > MaxNameBytes) return -1;
        name = reader.Bytes((int)length);
        return reader.Truncated ? 0 : reader.Position;
    }

    private const uint MaxNameBytes = 4096;         // §7.3.2 sets no limit; real names say user and host
}
