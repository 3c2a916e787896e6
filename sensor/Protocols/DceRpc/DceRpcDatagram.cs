namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// Connectionless PDUs of DCE/RPC (C706 §12.5). Each names interface and operation itself; there is no bind.
/// <code>
/// | 04 | type 1 | flags 2 | data representation 3 | serial 1 | object 16 | interface 16 | activity 16 | boot 4 | version 4 | sequence 4 |
/// | operation 2 | hints 4 | body length 2 | fragment 2 | auth 1 | serial 1 | body | verifier |
/// </code>
/// </summary>
public readonly record struct DceRpcDatagram(DceRpcPduType Type, byte Flags, bool IsLittleEndian, Guid Object, Guid Interface, uint CallId, ushort Opnum, int BodyLength, int Fragment, byte AuthenticationType)
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 80;

    private const byte LastType = 10;               // cancel_ack
    private const byte ReservedFlags = 0x80;        // the other reserved one is left to implementations, and some set it
    private const byte CancelPending = 0x02;        // the one flag of the second byte
    private const byte IsFragmentFlag = 0x04;
    private const byte LastFragmentFlag = 0x02;
    private const byte MaybeFlag = 0x10;

    /// <summary>Whether it is a part of a message.</summary>
    public bool IsFragment => (Flags & IsFragmentFlag) != 0;

    /// <summary>Whether it ends its message.</summary>
    public bool IsLast => !IsFragment || (Flags & LastFragmentFlag) != 0;

    /// <summary>Whether no answer is expected.</summary>
    public bool IsMaybe => (Flags & MaybeFlag) != 0;

    /// <summary>Reads a datagram's header; false when it is none, or its body does not fit.</summary>
    public static bool Read(ReadOnlySpan<byte> bytes, out DceRpcDatagram datagram)
    {
        datagram = default;
        if (bytes.Length < HeaderLength || bytes[0] != 4 || bytes[1] > LastType || (bytes[2] & ReservedFlags) != 0 || (bytes[3] & ~CancelPending) != 0) return false;
        if ((bytes[4] & 0xee) != 0 || bytes[5] > 3 || bytes[6] != 0) return false;              // as in the header of connections
        var reader = new DceRpcReader(bytes, isLittleEndian: bytes[4] >> 4 != 0);
        reader.Skip(8);
        var target = reader.Uuid();
        var known = reader.Uuid();
        var activity = reader.U32();                                                            // of sixteen bytes, the four that differ
        reader.Skip(12 + 8);
        var callId = reader.U32() ^ activity;
        var opnum = reader.U16();
        reader.Skip(4);
        int length = reader.U16();
        int fragment = reader.U16();
        var authentication = reader.U8();
        if (length > bytes.Length - HeaderLength || (authentication == 0 && length < bytes.Length - HeaderLength)) return false;
        datagram = new DceRpcDatagram((DceRpcPduType)bytes[1], bytes[2], bytes[4] >> 4 != 0, target, known, callId, opnum, length, fragment, authentication);
        return true;
    }
}
