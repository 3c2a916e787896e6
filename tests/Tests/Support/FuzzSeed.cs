using System.Text;
using NetSensor.Events;

namespace NetSensor.Tests.Support;

/// <summary>A good conversation that mutations start from: what each side says, in order; for datagrams each entry is one.</summary>
public sealed record FuzzSeed(IReadOnlyList<(Direction Direction, byte[] Bytes)> Turns)
{
    /// <summary>One message or several from the originator.</summary>
    public static FuzzSeed Client(params byte[][] messages) => new([.. messages.Select(bytes => (Direction.FromOriginator, bytes))]);

    /// <summary>One message or several from the responder.</summary>
    public static FuzzSeed Server(params byte[][] messages) => new([.. messages.Select(bytes => (Direction.FromResponder, bytes))]);

    /// <summary>Originator and responder in turn, the originator first.</summary>
    public static FuzzSeed Talk(params byte[][] messages) => new([.. messages.Select((bytes, index) => ((Direction)(index & 1), bytes))]);

    /// <summary>Text where "> " begins what the originator says and "&lt; " what the responder says; lines end with CR LF.</summary>
    public static FuzzSeed Text(params string[] lines) => new(
        [.. lines.Select(line => (line[0] == '>' ? Direction.FromOriginator : Direction.FromResponder, Encoding.Latin1.GetBytes(line[2..] + "\r\n")))]);
}
