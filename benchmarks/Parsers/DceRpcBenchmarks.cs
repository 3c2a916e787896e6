using BenchmarkDotNet.Attributes;
using NetSensor.Events;
using NetSensor.Protocols.DceRpc;

namespace NetSensor.Benchmarks;

/// <summary>A call and its answer on a bound connection, and a fragment in the middle of a long answer; the second may not allocate.</summary>
[MemoryDiagnoser]
public class DceRpcBenchmarks
{
    private static readonly byte[] Svcctl = new Guid("367abb81-9844-35f1-ad32-98f038001003").ToByteArray();
    private static readonly byte[] Ndr = new Guid("8a885d04-1ceb-11c9-9fe8-08002b104860").ToByteArray();
    private readonly SilentFlow _flow = new();
    private readonly DceRpcParser _calls = new();
    private readonly DceRpcParser _transfer = new();
    private readonly byte[] _request = Pdu(0, 3, [12, 0, 0, 0, 0, 0, 6, 0, .. new byte[20]]);
    private readonly byte[] _answer = Pdu(2, 3, [28, 0, 0, 0, 0, 0, 0, 0, .. new byte[32]]);
    private readonly byte[] _fragment = Pdu(2, 0, [0, 0, 0, 0, 0, 0, 0, 0, .. new byte[4256]]);

    /// <summary>Binds, and begins an answer without end.</summary>
    [GlobalSetup]
    public void Begin()
    {
        foreach (var parser in new[] { _calls, _transfer })
        {
            parser.Parse(Pdu(11, 3, [0xb8, 16, 0xb8, 16, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, .. Svcctl, 2, 0, 0, 0, .. Ndr, 2, 0, 0, 0]), Direction.FromOriginator, _flow);
            parser.Parse(Pdu(12, 3, [0xb8, 16, 0xb8, 16, 1, 0, 0, 0, 4, 0, .. "135\0"u8, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, .. Ndr, 2, 0, 0, 0]), Direction.FromResponder, _flow);
        }
        _transfer.Parse(_request, Direction.FromOriginator, _flow);
    }

    /// <summary>QueryServiceStatus and its answer: an event.</summary>
    [Benchmark]
    public long Call()
    {
        _calls.Parse(_request, Direction.FromOriginator, _flow);
        return _calls.Parse(_answer, Direction.FromResponder, _flow).Consumed;
    }

    /// <summary>4,280 bytes of a long answer.</summary>
    [Benchmark]
    public long Fragment() => _transfer.Parse(_fragment, Direction.FromResponder, _flow).Consumed;

    private static byte[] Pdu(byte type, byte flags, byte[] body) =>
        [5, 0, type, flags, 0x10, 0, 0, 0, (byte)(16 + body.Length), (byte)((16 + body.Length) >> 8), 0, 0, 1, 0, 0, 0, .. body];
}
