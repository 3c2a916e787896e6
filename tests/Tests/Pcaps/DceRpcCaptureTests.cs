using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Pcaps;

/// <summary>What rpcclient and impacket asked in pcaps/dcerpc.pcap.</summary>
public sealed class DceRpcCaptureTests : IEventSink
{
    private readonly List<SensorEvent> _events = [];

    public DceRpcCaptureTests() => Replay.Run([Path.Combine(Checkout.Folder, "pcaps", "dcerpc.pcap")], new ReplayOptions(), this);

    void IEventSink.Emit(SensorEvent happened) => _events.Add(happened);

    private IEnumerable<DceRpcCallEvent> Calls => _events.OfType<DceRpcCallEvent>();

    [Fact]
    public void The_endpoint_mapper_leads_to_the_port_where_the_interface_is_bound()
    {
        var told = Assert.Single(_events.OfType<DceRpcEndpointEvent>());
        Assert.Equal(("svcctl", "ncacn_ip_tcp", "192.0.2.46", 49700), (told.Name, told.ProtocolSequence, told.Address, told.Port ?? 0));
        Assert.Contains(_events.OfType<DceRpcBindEvent>(), bind => bind.Flow!.ResponderPort == 49700 && bind.Contexts[0].Name == "svcctl");
    }

    [Fact]
    public void A_service_is_followed_by_its_handle()
    {
        var calls = Calls.Where(call => call.Endpoint == "svcctl" && call.Flow!.ResponderPort == 49700).ToList();
        Assert.Equal(["OpenSCManagerW", "CreateServiceW", "StartServiceW", "DeleteService", "QueryServiceStatus"], calls.Select(call => call.Operation));
        Assert.All(calls.Skip(1), call => Assert.Contains(new DceRpcArgument("service_name", "BTOBTO"), call.Arguments));
        Assert.Equal((DceRpcOutcome.Faulted, 0x6e4u), (calls[4].Outcome, calls[4].FaultStatus!.Value));
    }

    [Fact]
    public void A_task_that_came_in_fragments_is_whole()
    {
        var call = Assert.Single(Calls, call => call.Operation == "SchRpcRegisterTask");
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-16\"?><Task><Actions><Exec><Command>cmd.exe", call.Arguments.Single(argument => argument.Name == "task_xml").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_the_registry_are_told_by_their_whole_path()
    {
        var call = Assert.Single(Calls, call => call.Operation == "BaseRegQueryValue");
        Assert.Equal([new("key", @"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"), new("value_name", "SystemRoot")], call.Arguments);
        Assert.Equal(("winreg", @"\pipe\winreg"), (call.Pipe, call.SecondaryAddress));
    }

    [Fact]
    public void What_the_server_says_no_to_is_known_by_its_status()
    {
        Assert.Equal(5u, Calls.Last(call => call.Operation == "OpenSCManagerW").ReturnStatus);            // access denied
        Assert.Equal(53u, Assert.Single(Calls, call => call.Operation == "EfsRpcOpenFileRaw").ReturnStatus); // the path leads nowhere, but it was tried
        Assert.Contains(_events.OfType<DceRpcBindEvent>(), bind => bind.Contexts[0] is { Name: "unknown-deadbeef-0000-4000-8000-000000000000", Result: 2 });
    }
}
