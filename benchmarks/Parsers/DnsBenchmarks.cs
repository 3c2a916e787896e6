using BenchmarkDotNet.Attributes;
using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Dns;
using NetSensor.Wire;

namespace NetSensor.Benchmarks;

/// <summary>The DNS parser: a query with its answer (one event), a message that tells nothing (no allocation), and the probe elsewhere.</summary>
[MemoryDiagnoser]
public class DnsBenchmarks : IFlowContext
{
    private static readonly byte[] Query =
    [
        0x12, 0x34, 0x01, 0x20, 0, 1, 0, 0, 0, 0, 0, 1,                                   // id, RD AD, one question, OPT
        3, .. "www"u8, 7, .. "example"u8, 3, .. "com"u8, 0, 0, 1, 0, 1,                   // www.example.com A IN
        0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 0,                                           // 1,232 bytes
    ];

    private static readonly byte[] Answer =
    [
        0x12, 0x34, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0,                                   // two answers
        3, .. "www"u8, 7, .. "example"u8, 3, .. "com"u8, 0, 0, 1, 0, 1,
        0xC0, 12, 0, 5, 0, 1, 0, 0, 0x0E, 0x10, 0, 6, 3, .. "cdn"u8, 0xC0, 16,            // CNAME cdn.example.com
        0xC0, 45, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1,                            // A 192.0.2.1
    ];

    private readonly DnsParser _parser = new();
    private readonly byte[] _update = [.. Query];
    private int _told;

    /// <summary>Makes the message that tells nothing.</summary>
    [GlobalSetup]
    public void Build() => _update[2] = 0x28; // opcode 5, an update

    /// <summary>A query and its answer.</summary>
    [Benchmark(Baseline = true)]
    public int QueryAndAnswer()
    {
        _parser.Parse(Query, Direction.FromOriginator, this);
        _parser.Parse(Answer, Direction.FromResponder, this);
        return _told;
    }

    /// <summary>A message that is checked and told of to nobody.</summary>
    [Benchmark]
    public ParseStatus Update() => _parser.Parse(_update, Direction.FromOriginator, this).Status;

    /// <summary>The strict probe, on a port that is not DNS's own.</summary>
    [Benchmark]
    public ProbeVerdict ProbeElsewhere() => DnsProtocol.OverUdp.Probe(Query, Direction.FromOriginator, likelyPort: false);

    FlowIdentity IFlowContext.Flow => throw new NotSupportedException();
    Timestamp IFlowContext.Now => Timestamp.FromUnix(1);
    Transport IFlowContext.Transport => Transport.Udp;
    IpAddr IFlowContext.Originator => default;
    IpAddr IFlowContext.Responder => default;
    ushort IFlowContext.OriginatorPort => 40000;
    ushort IFlowContext.ResponderPort => 53;
    void IFlowContext.Emit(SensorEvent happened) => _told++;
    void IFlowContext.ConfirmService(string service) { }
    void IFlowContext.NameDestination(string name, string source) { }
    void IFlowContext.SetJa4(string ja4) { }
    void IFlowContext.Weird(string name, string? detail) { }
}
