using System.Text.Json;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>The remote procedure calls of a public capture: as events, and as dce_rpc.log tells them.</summary>
internal sealed class RemoteCalls : IEventSink
{
    private readonly DceRpcLog _log = new();
    private readonly JsonLine _line = new();

    private RemoteCalls()
    {
    }

    public List<DceRpcCallEvent> Calls { get; } = [];
    public List<DceRpcBindEvent> Binds { get; } = [];
    public List<DceRpcEndpointEvent> Endpoints { get; } = [];

    /// <summary>"endpoint.operation" of the log's lines.</summary>
    public List<string> Logged { get; } = [];

    /// <summary>Replays a capture of the corpus.</summary>
    public static RemoteCalls Of(string capture)
    {
        var calls = new RemoteCalls();
        var path = Corpus.Path(capture);
        Assert.True(path is not null, $"no {capture} here");
        Replay.Run([path], new ReplayOptions(), calls);
        return calls;
    }

    /// <summary>The log has each of these operations, in this order, perhaps with others in between.</summary>
    public void ShowsInOrder(string operations)
    {
        var at = -1;
        foreach (var operation in operations.Split(' '))
        {
            at = Logged.IndexOf(operation, at + 1);
            Assert.True(at >= 0, $"no {operation} in: {string.Join(' ', Logged)}");
        }
    }

    /// <summary>A call of this operation has this parameter.</summary>
    public DceRpcCallEvent Tells(string operation, string name, string value)
    {
        var call = Calls.Find(call => call.Operation == operation && call.Arguments.Any(argument => argument.Name == name && argument.Value.Contains(value, StringComparison.OrdinalIgnoreCase)));
        Assert.True(call is not null, $"no {operation} with {name}={value}");
        return call;
    }

    void IEventSink.Emit(SensorEvent happened)
    {
        if (happened is DceRpcBindEvent bind) Binds.Add(bind);
        if (happened is DceRpcEndpointEvent endpoint) Endpoints.Add(endpoint);
        if (happened is not DceRpcCallEvent call) return;
        Calls.Add(call);
        _line.Clear();
        ((ILogFormat)_log).Write(call, _line);
        if (_line.Length == 0) return;
        var row = JsonDocument.Parse(_line.Written.ToArray()).RootElement;
        Logged.Add($"{row.GetProperty("endpoint").GetString()}.{row.GetProperty("operation").GetString()}");
    }
}
