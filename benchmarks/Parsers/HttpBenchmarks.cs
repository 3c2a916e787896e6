using System.Text;
using BenchmarkDotNet.Attributes;
using NetSensor.Events;
using NetSensor.Protocols.Http;

namespace NetSensor.Benchmarks;

/// <summary>A transaction on a kept-alive connection, and a segment of a body; the second may not allocate.</summary>
[MemoryDiagnoser]
public class HttpBenchmarks
{
    private readonly SilentFlow _flow = new();
    private readonly HttpParser _transactions = new();
    private readonly HttpParser _download = new();
    private readonly byte[] _request = Encoding.ASCII.GetBytes("GET /news.php?id=7 HTTP/1.1\r\nHost: www.example.test\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: */*\r\nAccept-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n");
    private readonly byte[] _answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html\r\nContent-Length: 40\r\nConnection: keep-alive\r\n\r\n<!DOCTYPE html><html><body>ok</body></html>"[..^3]);
    private readonly byte[] _segment = new byte[1448];

    /// <summary>Begins a download without end.</summary>
    [GlobalSetup]
    public void Begin()
    {
        _download.Parse(_request, Direction.FromOriginator, _flow);
        _download.Parse("HTTP/1.1 200 OK\r\nContent-Length: 999999999999999\r\n\r\n"u8, Direction.FromResponder, _flow);
        for (var i = 0; i < 4; i++) _download.Parse(_segment, Direction.FromResponder, _flow);
    }

    /// <summary>A request and its answer.</summary>
    [Benchmark]
    public long Transaction()
    {
        _transactions.Parse(_request, Direction.FromOriginator, _flow);
        return _transactions.Parse(_answer, Direction.FromResponder, _flow).Consumed;
    }

    /// <summary>1,448 bytes of a long body.</summary>
    [Benchmark]
    public long BodySegment() => _download.Parse(_segment, Direction.FromResponder, _flow).Consumed;
}
