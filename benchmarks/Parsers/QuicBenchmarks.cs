using BenchmarkDotNet.Attributes;
using NetSensor.Events;
using NetSensor.Protocols.Quic;

namespace NetSensor.Benchmarks;

/// <summary>The first datagram of a connection (keys, decryption, hello, fingerprints), and one of the many that cannot be read; those may not allocate.</summary>
[MemoryDiagnoser]
public class QuicBenchmarks
{
    private readonly SilentFlow _flow = new();
    private readonly QuicParser _parser = new();
    private readonly QuicParser _unreadable = new();
    private readonly byte[] _initial = ExampleInitial.Packet;
    private readonly byte[] _short = [0x41, .. new byte[1199]];

    /// <summary>Begins the connection of the unreadable datagrams.</summary>
    [GlobalSetup]
    public void Begin() => _unreadable.Parse(_initial, Direction.FromOriginator, _flow);

    /// <summary>A client's first datagram.</summary>
    [Benchmark]
    public long Initial()
    {
        _parser.Reset();
        return _parser.Parse(_initial, Direction.FromOriginator, _flow).Consumed;
    }

    /// <summary>A datagram with a short header.</summary>
    [Benchmark]
    public long Short() => _unreadable.Parse(_short, Direction.FromResponder, _flow).Consumed;
}
