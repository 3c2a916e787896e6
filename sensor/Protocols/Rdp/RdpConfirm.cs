using NetSensor.Wire;

namespace NetSensor.Protocols.Rdp;

/// <summary>
/// What a server answers ([MS-RDPBCGR] §2.2.1.2): the security that it chose, or why it refuses; without either RDP encrypts itself.
/// <code>| X.224 11 | 02 or 03 | flags 1 | 08 00 | protocol or failure code 4 |</code>
/// </summary>
public readonly record struct RdpConfirm(uint? Protocol, uint? Failure)
{
    private const byte NegotiationResponse = 2;     // RDP_NEG_RSP
    private const byte NegotiationFailure = 3;      // RDP_NEG_FAILURE

    /// <summary>Whether what follows is TLS, alone or under CredSSP or RDSTLS.</summary>
    public bool ChoosesTls => Protocol is > 0;

    /// <summary>Reads a whole connection confirm.</summary>
    public static RdpConfirm Read(ReadOnlySpan<byte> frame)
    {
        var reader = new ByteReader(frame);
        reader.Skip(RdpMessage.FixedBytes);
        var type = reader.U8();
        reader.Skip(3);
        var value = reader.U32Le();
        if (reader.Truncated) return default;
        return new RdpConfirm(type == NegotiationResponse ? value : null, type == NegotiationFailure ? value : null);
    }
}
