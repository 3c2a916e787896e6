using NetSensor.Wire;

namespace NetSensor.Protocols.Quic;

/// <summary>Walks the frames of an Initial packet (RFC 9000 §12.4: PADDING, PING, ACK, CRYPTO, CONNECTION_CLOSE), stopping at the ones that matter.</summary>
public ref struct QuicFrames(ReadOnlySpan<byte> bytes)
{
    private const int MaxAckRanges = 256; // a packet of 1,500 bytes holds 700 at most; a handshake needs a handful

    private ByteReader _reader = new(bytes);

    /// <summary>What the last <see cref="MoveNext"/> stopped at.</summary>
    public QuicFrameType Type { get; private set; }

    /// <summary>Offset of the CRYPTO data in its stream.</summary>
    public ulong Offset { get; private set; }

    /// <summary>The CRYPTO data.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Whether a frame was cut off or must not be in an Initial packet.</summary>
    public bool Broken { get; private set; }

    /// <summary>Goes to the next CRYPTO or CONNECTION_CLOSE frame; false at the end.</summary>
    public bool MoveNext()
    {
        while (!_reader.AtEnd && !Broken)                         // ends: each turn consumes at least one byte or breaks
        {
            Type = (QuicFrameType)_reader.U8();
            switch (Type)
            {
                case QuicFrameType.Padding:
                    SkipPadding();
                    break;
                case QuicFrameType.Ping:
                    break;
                case QuicFrameType.Ack or QuicFrameType.AckEcn:
                    SkipAck();
                    break;
                case QuicFrameType.Crypto:
                    if (ReadCrypto()) return true;
                    break;
                case QuicFrameType.ConnectionClose or QuicFrameType.ApplicationClose:
                    if (SkipClose()) return true;
                    break;
                default:
                    Broken = true;
                    break;
            }
        }
        return false;
    }

    private void SkipPadding()
    {
        var rest = _reader.Rest.IndexOfAnyExcept((byte)0);
        _reader.Skip(rest < 0 ? _reader.Remaining : rest);
    }

    private void SkipAck()
    {
        QuicVarint.Read(ref _reader);                             // largest acknowledged
        QuicVarint.Read(ref _reader);                             // delay
        var ranges = QuicVarint.Read(ref _reader);
        QuicVarint.Read(ref _reader);                             // first range
        if (ranges > MaxAckRanges) Broken = true;
        else for (var left = 2 * ranges; left > 0; left--) QuicVarint.Read(ref _reader);
        for (var left = Type == QuicFrameType.AckEcn ? 3 : 0; left > 0; left--) QuicVarint.Read(ref _reader);
        Broken |= _reader.Truncated;
    }

    private bool ReadCrypto()
    {
        Offset = QuicVarint.Read(ref _reader);
        Data = _reader.Bytes((int)Math.Min(QuicVarint.Read(ref _reader), int.MaxValue));
        Broken = _reader.Truncated;
        return !Broken;
    }

    private bool SkipClose()
    {
        QuicVarint.Read(ref _reader);                             // error code
        if (Type == QuicFrameType.ConnectionClose) QuicVarint.Read(ref _reader); // type of the frame at fault
        _reader.Skip((int)Math.Min(QuicVarint.Read(ref _reader), int.MaxValue));
        Broken = _reader.Truncated;
        return !Broken;
    }
}
