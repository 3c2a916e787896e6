using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>One TCP connection, packet by packet: the handshake at once, then what is said, then the goodbye.</summary>
public sealed class TcpConversation
{
    private const int SegmentSize = 1400;

    private readonly PcapWriter _out;
    private readonly (Host Host, ushort Port) _client, _server;
    private readonly TimeSpan _rtt;

    /// <summary>Opens the connection with a complete handshake.</summary>
    public TcpConversation(PcapWriter output, Timestamp start, (Host Host, ushort Port) client, (Host Host, ushort Port) server, TimeSpan rtt, Random chance)
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

    /// <summary>The client says something; the server acknowledges.</summary>
    public TcpConversation Client(ReadOnlySpan<byte> bytes) => Say(true, bytes);

    /// <summary>The server says something; the client acknowledges.</summary>
    public TcpConversation Server(ReadOnlySpan<byte> bytes) => Say(false, bytes);

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
