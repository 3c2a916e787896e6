using NetSensor.Protocols.Gssapi;
using NetSensor.Wire;

namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// Connection-oriented PDUs of DCE/RPC (C706 §12.6.1, [MS-RPCE] §2.2.2).
/// <code>
/// | 05 | minor 1 | type 1 | flags 1 | data representation 4 | fragment length 2 | auth length 2 | call id 4 | body … | trailer |
/// trailer: | auth type 1 | level 1 | padding 1 | reserved 1 | context 4 | token of auth length |
/// </code>
/// </summary>
public readonly record struct DceRpcPdu(byte Type, int FragmentLength, int AuthLength)
{
    /// <summary>Bytes of the common header.</summary>
    public const int HeaderLength = 16;

    /// <summary>Bytes that a PDU of Windows rarely exceeds: its fragments have 4,280 or 5,840 at most.</summary>
    public const int UsualLength = 5840;

    private const byte LastType = 19;               // orphaned
    private const int TrailerLength = 8;
    private const byte Spnego = 9;
    private const byte Ntlm = 10;

    /// <summary>Whether it opens or changes a security context: bind, its answers, alter context and auth3.</summary>
    public bool Authenticates => Type is >= 11 and <= 16;

    /// <summary>Reads a header: Maybe when it is cut, No when it is none.</summary>
    public static ProbeVerdict Read(ReadOnlySpan<byte> bytes, out DceRpcPdu pdu)
    {
        pdu = default;
        if (bytes.Length > 0 && bytes[0] != 5) return ProbeVerdict.No;
        if (bytes.Length > 1 && bytes[1] > 1) return ProbeVerdict.No;
        if (bytes.Length > 2 && bytes[2] > LastType) return ProbeVerdict.No;
        if (bytes.Length > 4 && (bytes[4] & 0xee) != 0) return ProbeVerdict.No;              // integers big- or little-endian, ASCII or EBCDIC
        if (bytes.Length > 5 && bytes[5] > 3) return ProbeVerdict.No;                        // four formats of floating point
        if (bytes.Length < HeaderLength) return ProbeVerdict.Maybe;
        var reader = new ByteReader(bytes);
        reader.Skip(2);
        var type = reader.U8();
        reader.Skip(1);
        var littleEndian = reader.U8() >> 4 != 0;
        reader.Skip(3);
        var fragmentLength = littleEndian ? reader.U16Le() : reader.U16();
        var authLength = littleEndian ? reader.U16Le() : reader.U16();
        if (fragmentLength < HeaderLength || authLength > fragmentLength - HeaderLength) return ProbeVerdict.No;
        pdu = new DceRpcPdu(type, fragmentLength, authLength);
        return ProbeVerdict.Yes;
    }

    /// <summary>Whether the PDU ends with a token or signature, which is there once the PDU is whole.</summary>
    public bool HasTrailer => AuthLength > 0;

    /// <summary>
    /// Names what the trailer of a whole PDU authenticates with. Signatures of requests under SPNEGO show whether it was Kerberos, whose
    /// signatures are GSS-API's own, or NTLM, whose are not.
    /// </summary>
    public void ConfirmAuthentication(ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        var start = FragmentLength - AuthLength - TrailerLength;
        if (!HasTrailer || start < HeaderLength || bytes.Length < FragmentLength) return;
        var token = bytes.Slice(start + TrailerLength, AuthLength);
        if (Authenticates && bytes[start] is Spnego or Ntlm) AuthenticationToken.Confirm(token, flow);
        else if (!Authenticates && bytes[start] is Spnego) AuthenticationToken.ConfirmSignature(token, flow);
    }
}
