using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>Programs run as services of other hosts (T1569.002): PsExec and its relatives, sc.exe.</summary>
public sealed class RemoteServiceTests
{
    private const string Mordor = "mordor/datasets/small/windows/lateral_movement/network/";

    [CorpusTheory]
    [InlineData("elcabezzonn/psexec_calc.pcap", "svcctl.OpenSCManagerW svcctl.CreateServiceW svcctl.OpenServiceW svcctl.StartServiceW", "CreateServiceW", "PSEXESVC.exe")]
    [InlineData("elcabezzonn/impacket_psexec.pcap", "svcctl.CreateServiceW svcctl.StartServiceW svcctl.DeleteService", "CreateServiceW", ".exe")]
    [InlineData("elcabezzonn/smbexec.pcap", "svcctl.CreateServiceW svcctl.StartServiceW svcctl.DeleteService", "CreateServiceW", "%COMSPEC%")]
    [InlineData("elcabezzonn/smb_exec_only_two_commands.pcap", "svcctl.CreateServiceW svcctl.StartServiceW svcctl.DeleteService", "CreateServiceW", "%COMSPEC%")]
    [InlineData("elcabezzonn/winexesvc_.pcap", "svcctl.CreateServiceW svcctl.StartServiceW", "CreateServiceW", "winexesvc.exe")]
    [InlineData(Mordor + "empire_smbexec_dcerpc_smb_svcctl.zip_x/empire_smbexec_dcerpc_smb_svcctl_WORKSTATION6_2020-09-20025716.cap", "svcctl.CreateServiceW svcctl.StartServiceW svcctl.DeleteService", "CreateServiceW", "powershell")]
    public void A_service_is_made_and_started_with_its_command(string capture, string operations, string operation, string command)
    {
        var calls = RemoteCalls.Of(capture);
        calls.ShowsInOrder(operations);
        calls.Tells(operation, "binary_path", command);
    }

    [CorpusTheory]
    [InlineData(Mordor + "covenant_sc_query_dcerpc_smb_svcctl.zip_x/covenant_sc_query_dcerpc_smb_svcctl_2020-08-05034820.cap", "svcctl.OpenSCManagerW svcctl.OpenServiceW svcctl.QueryServiceStatus")]
    [InlineData(Mordor + "covenant_sharpsc_query_dcerpc_smb_svcctl.zip_x/covenant_sharpsc_query_dcerpc_smb_svcctl_2020-08-06012009.cap", "svcctl.OpenSCManager2 svcctl.EnumServicesStatusW")]
    [InlineData(Mordor + "covenant_sharpsc_start_dcerpc_smb_svcctl.zip_x/covenant_sharpsc_start_dcerpc_smb_svcctl_2020-08-06030120.cap", "svcctl.OpenServiceW svcctl.StartServiceW")]
    [InlineData("mordor/datasets/small/windows/discovery/network/empire_find_localadmin_smb_svcctl_OpenSCManager.zip_x/empire_find_localadmin_smb_svcctl_OpenSCManager_2020-09-22021559.cap", "svcctl.OpenSCManagerW")]
    [InlineData("elcabezzonn/cme_wmiexec_snickle.pcap", "svcctl.OpenSCManagerW")]
    public void Services_are_asked_for_and_started(string capture, string operations) => RemoteCalls.Of(capture).ShowsInOrder(operations);

    [CorpusTheory]
    [InlineData("elcabezzonn/psexec_cmd.pcap", "svcctl.CreateServiceW svcctl.StartServiceW svcctl.ControlService svcctl.DeleteService")]
    [InlineData("pcap-attack/Lateral Movement/LM_psexec_smb_dcerpc_epm_svcctl.pcapng", "epmapper.ept_map svcctl.CreateServiceWOW64W svcctl.StartServiceW")]
    public void PsExec_over_tcp_seals_the_command_but_not_what_it_does(string capture, string operations)
    {
        var calls = RemoteCalls.Of(capture);
        calls.ShowsInOrder(operations);
        Assert.All(calls.Calls.Where(call => call.Endpoint == "svcctl"), call => Assert.Equal((6, 0), (call.AuthenticationLevel!.Value, call.Arguments.Count)));
    }

    [CorpusFact]
    public void PsExec_that_comes_again_finds_its_service_there()
    {
        var calls = RemoteCalls.Of("elcabezzonn/psexec_calc.pcap");
        Assert.Equal(1073u, calls.Tells("CreateServiceW", "service_name", "PSEXESVC").ReturnStatus);     // ERROR_SERVICE_EXISTS
        Assert.Equal(1056u, calls.Tells("StartServiceW", "service_name", "PSEXESVC").ReturnStatus);      // ERROR_SERVICE_ALREADY_RUNNING
    }
}
