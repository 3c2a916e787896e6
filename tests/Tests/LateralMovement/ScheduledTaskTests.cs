using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>Tasks that are registered on other hosts (T1053.005).</summary>
public sealed class ScheduledTaskTests
{
    private const string Mordor = "mordor/datasets/small/windows/lateral_movement/network/";

    [CorpusFact]
    public void Atexec_registers_runs_and_deletes_a_task()
    {
        var calls = RemoteCalls.Of("elcabezzonn/atexec_.pcap");
        calls.ShowsInOrder("ITaskSchedulerService.SchRpcRegisterTask ITaskSchedulerService.SchRpcRun ITaskSchedulerService.SchRpcDelete");
        var registered = calls.Tells("SchRpcRegisterTask", "task_xml", "<Task");
        Assert.Equal(("atsvc", 0u), (registered.Pipe, registered.ReturnStatus!.Value));
        calls.Tells("SchRpcDelete", "path", registered.Arguments[0].Value);
    }

    [CorpusTheory]
    [InlineData("elcabezzonn/schtasks.pcap", "epmapper.ept_map ITaskSchedulerService.SchRpcHighestVersion ITaskSchedulerService.SchRpcRegisterTask")]
    [InlineData(Mordor + "schtask_create.zip_x/schtask_create_2020-12-1907003032.pcapng", "ITaskSchedulerService.SchRpcEnumTasks ITaskSchedulerService.SchRpcRegisterTask")]
    [InlineData(Mordor + "schtask_modification.zip_x/schtask_modification_2020-12-1907505969.pcapng", "ITaskSchedulerService.SchRpcRetrieveTask ITaskSchedulerService.SchRpcRegisterTask")]
    public void A_task_is_registered_over_tcp(string capture, string operations)
    {
        var calls = RemoteCalls.Of(capture);
        calls.ShowsInOrder(operations);
        Assert.All(calls.Calls.Where(call => call.Operation == "SchRpcRegisterTask"), call => Assert.Equal(6, call.AuthenticationLevel)); // sealed: the task itself is not to be seen
    }

    [CorpusFact]
    public void The_port_of_the_scheduler_is_the_one_that_the_endpoint_mapper_told()
    {
        var calls = RemoteCalls.Of("elcabezzonn/schtasks.pcap");
        var told = calls.Endpoints.Where(endpoint => endpoint.Name == "ITaskSchedulerService").Select(endpoint => (int?)endpoint.Port).Distinct();
        var used = calls.Calls.Where(call => call.Endpoint == "ITaskSchedulerService").Select(call => (int?)call.Flow!.ResponderPort).Distinct();
        Assert.Equal(told, used);
    }
}
