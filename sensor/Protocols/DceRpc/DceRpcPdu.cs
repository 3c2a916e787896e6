using NetSensor.Protocols.Gssapi;
using NetSensor.Wire;

namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// The common header of connection-oriented PDUs of DCE/RPC (C706 §12.6.1, [MS-RPCE] §2.2.2), and where its body and trailer lie.
/// <code>
/// | 05 | minor 1 | type 1 | flags 1 | data representation 4 | fragment length 2 | auth length 2 | call id 4 | body … | trailer |
/// trailer: | auth type 1 | level 1 | padding 1 | reserved 1 | context 4 | token of auth length |
/// </code>
/// </summary>
public readonly record struct DceRpcPdu(DceRpcPduType Type, byte Flags, bool IsLittleEndian, int FragmentLength, int AuthLength, uint CallId)
{
    /// <summary>Bytes of the common header.</summary>
    public const int HeaderLength = 16;

    /// <summary>Bytes that a PDU of Windows rarely exceeds: its fragments have 4,280 or 5,840 at most.</summary>
    public const int UsualLength = 5840;

    private const int TrailerLength = 8;
    private const byte FirstFragment = 0x01;        // PFC_FIRST_FRAG
    private const byte LastFragment = 0x02;         // PFC_LAST_FRAG
    private const byte Maybe = 0x40;                // PFC_MAYBE
    private const byte ObjectPresent = 0x80;        // PFC_OBJECT_UUID
    private const byte Spnego = 9;
    private const byte Ntlm = 10;
    private const byte Kerberos = 16;

    /// <summary>Whether it opens or changes a security context: bind, its answers, alter context and auth3.</summary>
    public bool Authenticates => Type is >= DceRpcPduType.Bind and <= DceRpcPduType.Auth3;

    /// <summary>Whether it begins a message.</summary>
    public bool IsFirst => (Flags & FirstFragment) != 0;

    /// <summary>Whether it ends a message.</summary>
    public bool IsLast => (Flags & LastFragment) != 0;

    /// <summary>Whether no answer is expected.</summary>
    public bool IsMaybe => (Flags & Maybe) != 0;

    /// <summary>Whether the request names an object.</summary>
    public bool HasObject => (Flags & ObjectPresent) != 0;

    /// <summary>Whether the PDU ends with a token or signature, which is there once the PDU is whole.</summary>
    public bool HasTrailer => AuthLength > 0;

    /// <summary>Reads a header: Maybe when it is cut, No when it is none.</summary>
    public static ProbeVerdict Read(ReadOnlySpan<byte> bytes, out DceRpcPdu pdu)
    {
        pdu = default;
        if (bytes.Length > 0 && bytes[0] != 5) return ProbeVerdict.No;
        if (bytes.Length > 1 && bytes[1] > 1) return ProbeVerdict.No;
        if (bytes.Length > 2 && bytes[2] > (byte)DceRpcPduType.Orphaned) return ProbeVerdict.No;
        if (bytes.Length > 4 && (bytes[4] & 0xee) != 0) return ProbeVerdict.No;              // integers big- or little-endian, ASCII or EBCDIC
        if (bytes.Length > 5 && bytes[5] > 3) return ProbeVerdict.No;                        // four formats of floating point
        if (bytes.Length < HeaderLength) return ProbeVerdict.Maybe;
        var reader = new ByteReader(bytes);
        reader.Skip(2);
        var type = (DceRpcPduType)reader.U8();
        var flags = reader.U8();
        var littleEndian = reader.U8() >> 4 != 0;
        reader.Skip(3);
        var fragmentLength = littleEndian ? reader.U16Le() : reader.U16();
        var authLength = littleEndian ? reader.U16Le() : reader.U16();
        var callId = littleEndian ? reader.U32Le() : reader.U32();
        if (fragmentLength < HeaderLength || authLength > fragmentLength - HeaderLength) return ProbeVerdict.No;
        pdu = new DceRpcPdu(type, flags, littleEndian, fragmentLength, authLength, callId);
        return ProbeVerdict.Yes;
    }

    /// <summary>What lies between header and trailer, with the padding in front of the trailer left off; of a cut PDU what is there.</summary>
    public ReadOnlySpan<byte> Body(ReadOnlySpan<byte> pdu)
    {
        var end = Math.Min(FragmentLength, pdu.Length);
        if (Verifier(pdu, out var verifier, out _)) end = FragmentLength - AuthLength - TrailerLength - verifier.Padding;
        return end > HeaderLength ? pdu[HeaderLength..end] : default;
    }

    /// <summary>Reads the trailer of a whole PDU; false when there is none, or it is not all here.</summary>
    public bool Verifier(ReadOnlySpan<byte> pdu, out DceRpcVerifier verifier, out ReadOnlySpan<byte> token)
    {
        verifier = default;
        token = default;
        var start = FragmentLength - AuthLength - TrailerLength;
        if (!HasTrailer || start < HeaderLength || pdu.Length < FragmentLength) return false;
        var padding = pdu[start + 2];
        if (padding > start - HeaderLength) padding = 0;
        verifier = new DceRpcVerifier(pdu[start], pdu[start + 1], padding);
        token = pdu.Slice(start + TrailerLength, AuthLength);
        return true;
    }

    /// <summary>
    /// Reads what the trailer of a whole PDU authenticates with. Signatures of requests under SPNEGO show whether it was Kerberos, whose
    /// signatures are GSS-API's own, or NTLM, whose are not.
    /// </summary>
    public void Authenticate(ReadOnlySpan<byte> bytes, AuthenticationExchange exchange, IFlowContext flow)
    {
        if (!Verifier(bytes, out var verifier, out var token)) return;
        if (Authenticates && verifier.Type is Spnego or Ntlm or Kerberos) exchange.OnToken(token, flow);
        else if (!Authenticates && verifier.Type is Spnego) exchange.OnSignature(token, flow);
    }
}
