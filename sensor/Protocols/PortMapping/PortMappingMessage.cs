using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.PortMapping;

/// <summary>
/// Requests to a router for a port outside, and its answers (NAT-PMP: RFC 6886 §3.3; PCP: RFC 6887 §7, §11.1).
/// <code>
/// NAT-PMP asks:    | version 0 | operation 1 UDP, 2 TCP | reserved 2 | internal port 2 | external port 2 | lifetime 4 |
/// NAT-PMP answers: | version 0 | operation + 128 | result 2 | epoch 4 | internal port 2 | external port 2 | lifetime 4 |
/// PCP:             | version 2 | answer 1 bit, operation 7 | reserved 1 | result 1 | lifetime 4 | 16 more | MAP: nonce 12 | protocol 1 | reserved 3 |
///                  | internal port 2 | external port 2 | external address 16 | options |
/// </code>
/// </summary>
/// <param name="Version">0 for NAT-PMP, 2 for PCP.</param>
/// <param name="Operation">Without the bit of answers; of PCP 1 is a mapping.</param>
/// <param name="IsAnswer">Whether the router speaks.</param>
/// <param name="Mapped">What is mapped; null for all.</param>
/// <param name="InternalPort">Port of the host inside.</param>
/// <param name="ExternalPort">Port outside: wished, or given.</param>
/// <param name="LifetimeSeconds">0 deletes.</param>
/// <param name="Result">0 when granted.</param>
public readonly record struct PortMappingMessage(int Version, int Operation, bool IsAnswer, Transport? Mapped, ushort InternalPort, ushort ExternalPort, uint LifetimeSeconds, int Result)
{
    private const int NatPmp = 0, Pcp = 2;
    private const byte AnswerBit = 0x80;
    private const int UdpOperation = 1, TcpOperation = 2;     // of NAT-PMP
    private const int MapOperation = 1, LastOperation = 3;    // of PCP: announce, map, peer, and authentication (RFC 7652)
    private const int PcpHead = 24, PcpMost = 1100;           // RFC 6887 §7: no message is longer
    private const int NonceLength = 12;
    private const byte TcpNumber = 6, UdpNumber = 17;

    /// <summary>Whether it asks for a mapping or answers to that: other messages ask for the router's address.</summary>
    public bool IsMapping => Version == NatPmp ? Operation is UdpOperation or TcpOperation : Operation == MapOperation;

    /// <summary>Reads a datagram; false when it is none of these, or cut.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PortMappingMessage message)
    {
        var reader = new ByteReader(bytes);
        int version = reader.U8();
        var code = reader.U8();
        var (operation, isAnswer) = (code & ~AnswerBit, (code & AnswerBit) != 0);
        message = version switch
        {
            NatPmp when operation is UdpOperation or TcpOperation && bytes.Length == (isAnswer ? 16 : 12) => ReadNatPmp(ref reader, operation, isAnswer),
            NatPmp when operation == 0 && bytes.Length == (isAnswer ? 12 : 2) => new(version, operation, isAnswer, null, 0, 0, 0, 0),
            Pcp when operation <= LastOperation && bytes.Length is >= PcpHead and <= PcpMost && bytes.Length % 4 == 0 => ReadPcp(ref reader, operation, isAnswer),
            _ => new(-1, 0, false, null, 0, 0, 0, 0),
        };
        return message.Version >= 0 && !reader.Truncated;
    }

    private static PortMappingMessage ReadNatPmp(ref ByteReader reader, int operation, bool isAnswer)
    {
        int result = reader.U16(); // reserved when it is a question
        if (isAnswer) reader.Skip(4);
        var (inside, outside, lifetime) = (reader.U16(), reader.U16(), reader.U32());
        return new(NatPmp, operation, isAnswer, operation == UdpOperation ? Transport.Udp : Transport.Tcp, inside, outside, lifetime, isAnswer ? result : 0);
    }

    private static PortMappingMessage ReadPcp(ref ByteReader reader, int operation, bool isAnswer)
    {
        reader.Skip(1);
        int result = reader.U8(); // reserved when it is a question
        var lifetime = reader.U32();
        reader.Skip(PcpHead - 8);
        if (operation != MapOperation) return new(Pcp, operation, isAnswer, null, 0, 0, lifetime, isAnswer ? result : 0);
        reader.Skip(NonceLength);
        Transport? mapped = reader.U8() switch { TcpNumber => Transport.Tcp, UdpNumber => Transport.Udp, _ => null };
        reader.Skip(3);
        var (inside, outside) = (reader.U16(), reader.U16());
        reader.Skip(16);
        return new(Pcp, operation, isAnswer, mapped, inside, outside, lifetime, isAnswer ? result : 0);
    }
}
