using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>One TCP connection, packet by packet: the handshake at once, then what is said, then the goodbye.</summary>
public sealed class TcpConversation
{
    private const int SegmentSize = 1400;
    private const int SegmentsPerAcknowledgement = 4;     // large segments, as network cards hand them over

    private readonly IPacketOutput _out;
    private readonly (Host Host, ushort Port) _client, _server;
    private readonly TimeSpan _rtt;

    /// <summary>Opens the connection with a complete handshake.</summary>
    public TcpConversation(IPacketOutput output, Timestamp start, (Host Host, ushort Port) client, (Host Host, ushort Port) server, TimeSpan rtt, Random chance)
    {
        (_out, _client, _server, _rtt, Now) = (output, client, server, rtt, start);
        (ClientSequence, ServerSequence) = ((uint)chance.NextInt64(uint.MaxValue), (uint)chance.NextInt64(uint.MaxValue));
        Send(true, TcpFlags.Syn, []);
        ClientSequence++;
        Now += rtt;
        Send(false, TcpFlags.Syn | TcpFlags.Ack, []);
        ServerSequence++;
        Send(true, TcpFlags.Ack, []);
    }

    /// <summary>Sequence number of the client's next byte.</summary>
    public uint ClientSequence { get; private set; }

    /// <summary>Sequence number of the server's next byte.</summary>
    public uint ServerSequence { get; private set; }

    /// <summary>When the next packet will be sent.</summary>
    public Timestamp Now { get; private set; }

    /// <summary>Lets time pass.</summary>
    public TcpConversation Wait(TimeSpan span)
    {
        Now += span;
        return this;
    }

    /// <summary>Lets time pass until a moment, if that lies ahead.</summary>
    public TcpConversation WaitUntil(Timestamp moment)
    {
        Now = Timestamp.Max(Now, moment);
        return this;
    }

    /// <summary>The client says something; the server acknowledges.</summary>
    public TcpConversation Client(ReadOnlySpan<byte> bytes) => Say(true, bytes);

    /// <summary>The server says something; the client acknowledges.</summary>
    public TcpConversation Server(ReadOnlySpan<byte> bytes) => Say(false, bytes);

    /// <summary>One side says more than a capture wants to keep: of each segment its first bytes, the rest only by its length.</summary>
    /// <param name="fromClient">Who says it.</param>
    /// <param name="segments">What each segment begins with and how long it is.</param>
    /// <param name="bytesPerSecond">How fast.</param>
    public TcpConversation Bulk(bool fromClient, IEnumerable<(byte[] Begin, int Length)> segments, double bytesPerSecond)
    {
        var (from, to) = fromClient ? (_client, _server) : (_server, _client);
        var unacknowledged = 0;
        foreach (var (begin, length) in segments)
        {
            var numbers = fromClient ? (ClientSequence, ServerSequence) : (ServerSequence, ClientSequence);
            var (frame, wireLength) = Frames.TcpBeginning(from.Host, from.Port, to.Host, to.Port, numbers, begin, length - begin.Length);
            _out.Add(Now, frame, wireLength);
            Now += TimeSpan.FromSeconds(length / bytesPerSecond);
            if (fromClient) ClientSequence += (uint)length;
            else ServerSequence += (uint)length;
            if (++unacknowledged % SegmentsPerAcknowledgement == 0) Send(!fromClient, TcpFlags.Ack, []);
        }
        Send(!fromClient, TcpFlags.Ack, []);
        return this;
    }

    /// <summary>Both sides close in order, the client first.</summary>
    public void Close()
    {
        Send(true, TcpFlags.Fin | TcpFlags.Ack, []);
        ClientSequence++;
        Now += _rtt;
        Send(false, TcpFlags.Fin | TcpFlags.Ack, []);
        ServerSequence++;
        Send(true, TcpFlags.Ack, []);
    }

    private TcpConversation Say(bool fromClient, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(SegmentSize, bytes.Length)];
            Send(fromClient, TcpFlags.Psh | TcpFlags.Ack, part);
            if (fromClient) ClientSequence += (uint)part.Length;
            else ServerSequence += (uint)part.Length;
            bytes = bytes[part.Length..];
        }
        Now += _rtt;
        Send(!fromClient, TcpFlags.Ack, []);
        return this;
    }

    private void Send(bool fromClient, TcpFlags flags, ReadOnlySpan<byte> payload)
    {
        var (from, to) = fromClient ? (_client, _server) : (_server, _client);
        var (sequence, peer) = fromClient ? (ClientSequence, ServerSequence) : (ServerSequence, ClientSequence);
        var acknowledgement = (flags & TcpFlags.Ack) != 0 ? peer : 0;
        _out.Add(Now, Frames.Tcp(from.Host, from.Port, to.Host, to.Port, sequence, acknowledgement, flags, payload));
        Now += TimeSpan.FromMicroseconds(40);
    }
}
