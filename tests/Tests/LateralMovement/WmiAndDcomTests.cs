using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>Programs run through WMI (T1047) and other DCOM classes (T1021.003).</summary>
public sealed class WmiAndDcomTests
{
    private const string Mordor = "mordor/datasets/small/windows/lateral_movement/network/";
    private const string WbemLevel1Login = "8bc3f05e-d86b-11d0-a075-00c04fb68820";  // the class that WMI begins with ([MS-WMI] §1.9)

    [CorpusTheory]
    [InlineData("elcabezzonn/wmi_commands_calc.pcap")]
    [InlineData("elcabezzonn/wmi_query.pcap")]
    [InlineData("elcabezzonn/wmi_to_powershell_empire.pcap")]
    [InlineData("elcabezzonn/wmi_to_vss.pcap")]
    [InlineData("elcabezzonn/wmiexecpro-create-start-service.pcap")]
    [InlineData("elcabezzonn/cme_wmiexec_snickle.pcap")]
    [InlineData("elcabezzonn/rdp-then-wmiexec.pcap")]
    [InlineData("elcabezzonn/start-service.pcap")]
    [InlineData("elcabezzonn/new-jscript-poshc2.pcap")]
    [InlineData(Mordor + "covenant_sharpwmi_create_dcerpc_wmi.zip_x/covenant_sharpwmi_create_dcerpc_wmi_2020-08-06035621.cap")]
    [InlineData(Mordor + "empire_msbuild_dcerpc_wmi_smb.zip_x/empire_msbuild_dcerpc_wmi_smb_WORKSTATION6_2020-09-20173857.cap")]
    [InlineData(Mordor + "empire_wmi_dcerpc_wmi_IWbemServices_ExecMethod.zip_x/empire_wmi_dcerpc_wmi_IWbemServices_ExecMethod_WORKSTATION5_2020-09-21001437.cap")]
    public void Wmi_runs_a_method(string capture) =>
        RemoteCalls.Of(capture).ShowsInOrder("IRemoteSCMActivator.RemoteCreateInstance IWbemLevel1Login.NTLMLogin IWbemServices.ExecMethod");

    [CorpusTheory]
    [InlineData("elcabezzonn/wmi_commands_calc.pcap")]
    [InlineData("elcabezzonn/wmi_to_vss.pcap")]
    public void The_class_that_is_activated_and_the_namespace_are_told_when_they_are_clear(string capture)
    {
        var calls = RemoteCalls.Of(capture);
        calls.Tells("RemoteCreateInstance", "class", WbemLevel1Login);
        calls.Tells("NTLMLogin", "namespace", @"ROOT\CIMV2");
    }

    [CorpusFact]
    public void A_library_is_placed_where_wmi_loads_it() =>
        RemoteCalls.Of(Mordor + "covenant_wmi_wbemcomn_dll_hijack.zip_x/covenant_wmi_wbemcomn_dll_hijack_WORKSTATION6_2020-10-09173318.cap")
            .ShowsInOrder("IRemoteSCMActivator.RemoteCreateInstance IWbemLevel1Login.NTLMLogin IWbemServices.ExecQuery");

    [CorpusFact]
    public void Excel_is_told_to_register_a_library()
    {
        var calls = RemoteCalls.Of(Mordor + "covenant_dcom_registerxll.zip_x/covenant_dcom_registerxll_2020-09-18145959.cap");
        calls.ShowsInOrder("IRemoteSCMActivator.RemoteGetClassObject IDispatch.GetIDsOfNames");
        calls.Tells("GetIDsOfNames", "names", "RegisterXLL");
        Assert.Contains(calls.Calls, call => call is { Operation: "Invoke", Outcome: NetSensor.Events.DceRpcOutcome.Unanswered });
    }

    [CorpusFact]
    public void Internet_explorer_is_activated() =>
        RemoteCalls.Of(Mordor + "covenant_dcom_iertutil_dll_hijack.zip_x/covenant_dcom_iertutil_dll_hijack_WORKSTATION5_2020-10-09183000.cap")
            .ShowsInOrder("IRemoteSCMActivator.RemoteGetClassObject IRemUnknown2.RemQueryInterface");

    [CorpusFact]
    public void Calls_of_mmc_are_told_by_number_where_the_capture_begins_behind_their_binds()
    {
        var calls = RemoteCalls.Of("pcap-attack/Lateral Movement/LM_dcom_mmc20.application_dcerpc.pcapng");
        Assert.All(calls.Calls, call => Assert.Null(call.Endpoint));
        Assert.Contains(calls.Calls, call => call.Object is not null);
    }
}
