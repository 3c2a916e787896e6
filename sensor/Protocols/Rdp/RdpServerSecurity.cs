using NetSensor.Events;
using NetSensor.Protocols.X509;
using NetSensor.Wire;

namespace NetSensor.Protocols.Rdp;

/// <summary>
/// How RDP encrypts itself ([MS-RDPBCGR] §2.2.1.4.3).
/// <code>
/// | method 4 | level 4 | random length 4 | certificate length 4 | random | certificate |
/// certificate: | version 4, its highest bit says temporary | an RSA key, or: count 4, then length 4 and DER of each |
/// </code>
/// </summary>
public readonly record struct RdpServerSecurity(uint Method, uint Level, uint? CertificateType, bool Permanent, int Certificates)
{
    private const uint Proprietary = 1;
    private const uint X509Chain = 2;
    private const uint Temporary = 0x8000_0000;
    private const int MaxCertificates = 200;        // §2.2.1.4.3.1.2: the chain has two to two hundred

    /// <summary>Whether anything is encrypted from here on.</summary>
    public bool Encrypts => Method > 0 && Level > 0;

    /// <summary>Reads the block's content and tells the certificates in it; null when it is cut.</summary>
    public static RdpServerSecurity? Read(ReadOnlySpan<byte> content, IFlowContext flow)
    {
        var reader = new ByteReader(content);
        var (method, level) = (reader.U32Le(), reader.U32Le());
        if (reader.Truncated) return null;
        var randomLength = reader.U32Le();
        var certificateLength = reader.U32Le();
        reader.Skip((int)Math.Min(randomLength, int.MaxValue));
        var certificate = reader.Block((int)Math.Min(certificateLength, int.MaxValue));
        var version = certificate.U32Le();
        if (certificate.Truncated) return new RdpServerSecurity(method, level, null, false, 0);
        var type = version & ~Temporary;
        var count = type == Proprietary ? 1 : type == X509Chain ? TellChain(ref certificate, flow) : 0;
        return new RdpServerSecurity(method, level, type, (version & Temporary) == 0, count);
    }

    private static int TellChain(ref ByteReader chain, IFlowContext flow)
    {
        var claimed = (int)Math.Min(chain.U32Le(), MaxCertificates);
        var count = 0;
        for (; count < claimed; count++)
        {
            var der = chain.Bytes((int)Math.Min(chain.U32Le(), int.MaxValue));
            if (chain.Truncated) break;
            if (CertificateCache.Read(der) is { } certificate)
                flow.Emit(new CertificateEvent { Certificate = certificate, IsHost = count == claimed - 1, IsClient = false }); // the server's own is the last
        }
        return count;
    }
}
