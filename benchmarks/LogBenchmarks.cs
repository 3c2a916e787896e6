using BenchmarkDotNet.Attributes;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;
using NetSensor.Wire;

namespace NetSensor.Benchmarks;

/// <summary>An event to a line of JSON; may not allocate.</summary>
[MemoryDiagnoser]
public class LogBenchmarks
{
    private readonly JsonLine _line = new();
    private readonly ConnLog _conn = new(HomeNetworks.Private);
    private readonly FlowEvent _flow = new()
    {
        Service = "ssl", Duration = TimeSpan.FromMilliseconds(1234.567), OriginatorBytes = 1_832, ResponderBytes = 48_211, ConnectionState = "SF",
        History = "ShADadFf", OriginatorPackets = 14, OriginatorIpBytes = 2_400, ResponderPackets = 38, ResponderIpBytes = 49_763,
        DestinationName = "www.example.test", DestinationNameSource = "sni",
    };

    /// <summary>Gives the event its flow.</summary>
    [GlobalSetup]
    public void Stamp() => _flow.Stamp(Timestamp.FromUnix(1_000_000), new SilentFlow().Flow, 1);

    /// <summary>A line of conn.log.</summary>
    [Benchmark]
    public int ConnLine()
    {
        _line.Clear();
        _conn.Write(_flow, _line);
        return _line.Length;
    }
}
