namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// Puts the PDUs of one direction of a pipe together again, which come in pieces of any size. Of a PDU that is larger than what is kept its beginning
/// is shown, and the rest is passed over.
/// </summary>
public sealed class DceRpcFragments
{
    /// <summary>
    /// Bytes of a PDU that are looked at. Windows sends fragments of 4,280 and 5,840 bytes; binds, which are never fragmented, hold a Kerberos ticket
    /// and must fit.
    /// </summary>
    public const int KeptBytes = 16 * 1024;

    private byte[] _kept = [];
    private int _held;
    private int _wanted;                            // bytes of the current PDU that are to be held; 0 while its header is not here
    private long _skip;                             // bytes behind them that belong to it
    private bool _isLost;

    /// <summary>
    /// Takes the next PDU, or the kept beginning of it, from the front of <paramref name="bytes"/> and what was held before; false when all was taken
    /// and none is whole. A direction that broke the format waits for bytes that begin a PDU.
    /// </summary>
    public bool TryNext(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> pdu, out DceRpcPdu header)
    {
        pdu = default;
        header = default;
        if (!PassOver(ref bytes)) return false;
        if (_held == 0)
        {
            var verdict = DceRpcPdu.Read(bytes, out header);
            _isLost = verdict == ProbeVerdict.No;
            if (_isLost) bytes = default;
            if (_isLost || bytes.IsEmpty) return false;
            if (verdict == ProbeVerdict.Yes && Kept(header) <= bytes.Length) return Take(header, ref bytes, out pdu);
        }
        return Hold(ref bytes, out pdu, out header);
    }

    /// <summary>Bytes were lost: what comes next must begin a PDU.</summary>
    public void Drop()
    {
        _held = _wanted = 0;
        _skip = 0;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Drop();
        _isLost = false;
        if (_kept.Length > DceRpcPdu.UsualLength) _kept = [];
    }

    private static int Kept(DceRpcPdu header) => Math.Min(header.FragmentLength, KeptBytes);

    private bool PassOver(ref ReadOnlySpan<byte> bytes)
    {
        var skipped = (int)Math.Min(_skip, bytes.Length);
        _skip -= skipped;
        bytes = bytes[skipped..];
        return !bytes.IsEmpty;
    }

    private bool Take(DceRpcPdu header, ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> pdu)
    {
        pdu = bytes[..Kept(header)];
        bytes = bytes[pdu.Length..];
        _skip = header.FragmentLength - pdu.Length;
        return true;
    }

    private bool Hold(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> pdu, out DceRpcPdu header)
    {
        pdu = default;
        header = default;
        if (_wanted == 0)
        {
            Append(ref bytes, DceRpcPdu.HeaderLength);
            var verdict = DceRpcPdu.Read(_kept.AsSpan(0, _held), out header);
            if (verdict == ProbeVerdict.Maybe) return false;
            _isLost = verdict == ProbeVerdict.No;
            if (_isLost)
            {
                Drop();
                bytes = default;
                return false;
            }
            _wanted = Kept(header);
        }
        Append(ref bytes, _wanted);
        if (_held < _wanted) return false;
        DceRpcPdu.Read(_kept.AsSpan(0, _held), out header);
        pdu = _kept.AsSpan(0, _held);
        _skip = header.FragmentLength - _held;
        _held = _wanted = 0;
        return true;
    }

    private void Append(ref ReadOnlySpan<byte> bytes, int upTo)
    {
        var count = Math.Min(upTo - _held, bytes.Length);
        if (_kept.Length < upTo) Array.Resize(ref _kept, Math.Max(upTo, DceRpcPdu.UsualLength));
        bytes[..count].CopyTo(_kept.AsSpan(_held));
        _held += count;
        bytes = bytes[count..];
    }
}
