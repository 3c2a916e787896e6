using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>Secrets asked of domain controllers, and attacks on them (T1003.006, T1187, T1210).</summary>
public sealed class DomainControllerTests
{
    private const string Mordor = "mordor/datasets/small/windows/";

    [CorpusTheory]
    [InlineData("elcabezzonn/dcsync_secretsdump.pcap")]
    [InlineData(Mordor + "credential_access/network/empire_dcsync_dcerpc_drsuapi_DsGetNCChanges.zip_x/empire_dcsync_dcerpc_drsuapi_DsGetNCChanges_2020-09-21185829.cap")]
    public void The_directory_is_replicated(string capture)
    {
        var calls = RemoteCalls.Of(capture);
        calls.ShowsInOrder("epmapper.ept_map drsuapi.DRSBind drsuapi.DRSGetNCChanges");
        calls.Tells("ept_map", "interface", "drsuapi");
    }

    [CorpusFact]
    public void Zerologon_tries_credentials_of_zeros_until_one_is_taken()
    {
        var calls = RemoteCalls.Of("pcap-attack/Lateral Movement/zerologon_mimikatz_ntlm_privacy_scan_and_exploit_encrypted.pcapng");
        calls.ShowsInOrder("netlogon.NetrServerReqChallenge netlogon.NetrServerAuthenticate2 netlogon.NetrServerPasswordSet2");
        Assert.Equal(96, calls.Logged.Count(operation => operation == "netlogon.NetrServerAuthenticate2"));
    }

    [CorpusFact]
    public void The_backup_keys_of_dpapi_are_retrieved()
    {
        var calls = RemoteCalls.Of(Mordor + "credential_access/network/empire_mimikatz_backupkeys_dcerpc_smb_lsarpc.zip_x/empire_mimikatz_backupkeys_dcerpc_smb_lsarpc_2020-10-22143243.cap");
        calls.ShowsInOrder("lsarpc.LsarOpenPolicy2 lsarpc.LsarRetrievePrivateData");
        calls.Tells("LsarRetrievePrivateData", "secret", "G$BCKUPKEY_PREFERRED");
    }

    [CorpusFact]
    public void The_password_of_a_controller_is_put_back()
    {
        var calls = RemoteCalls.Of("pcap-attack/CredAccess/Remote_Pwd_Reset_RPC_Admin_Mimikatz_PostZeroLogon.pcapng");
        calls.ShowsInOrder("samr.SamrLookupNamesInDomain samr.SamrOpenUser samr.SamrSetInformationUser2 lsarpc.LsarOpenSecret lsarpc.LsarSetSecret");
        calls.Tells("LsarOpenSecret", "secret", "$MACHINE.ACC");
    }

    [CorpusFact]
    public void A_spooler_is_made_to_call_back()
    {
        var calls = RemoteCalls.Of("pcap-attack/CredAccess/CA_LM_SpoolSample_SMB_BiAuth.pcapng");
        calls.ShowsInOrder("spoolss.RpcOpenPrinter spoolss.RpcRemoteFindFirstPrinterChangeNotificationEx");
        calls.Tells("RpcRemoteFindFirstPrinterChangeNotificationEx", "local_machine", @"\\172.16.66.37");
    }

    [CorpusFact]
    public void A_printer_driver_comes_from_a_share_of_the_attacker()
    {
        var calls = RemoteCalls.Of("elcabezzonn/attempt-spools-vuln-cve-2021-1675.pcap");
        calls.ShowsInOrder("spoolss.RpcAddPrinterDriverEx");
        calls.Tells("RpcAddPrinterDriverEx", "data_file", @"\\10.0.0.105\smb\");
    }
}
