using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Analyzers;

/// <summary>Real attacks of others, whose files and labels name the technique: the finding names it too, on the right pair of hosts.</summary>
public sealed class LateralMovementCorpusTests
{
    [CorpusTheory]
    [InlineData("elcabezzonn/atexec_.pcap", "192.168.1.41", "192.168.1.46", "T1053.005", Severity.High)]
    [InlineData("elcabezzonn/attempt-spools-vuln-cve-2021-1675.pcap", "10.0.0.105", "10.0.0.2", "T1210", Severity.Low)]
    [InlineData("elcabezzonn/cme_wmiexec_snickle.pcap", "192.168.1.109", "192.168.1.62", "T1047", Severity.High)]
    [InlineData("elcabezzonn/smbexec.pcap", "192.168.1.161", "192.168.1.195", "T1569.002", Severity.High)]
    [InlineData("elcabezzonn/smb_exec_only_two_commands.pcap", "192.168.1.161", "192.168.1.195", "T1569.002", Severity.High)]
    [InlineData("elcabezzonn/winexesvc_.pcap", "192.168.1.161", "192.168.1.195", "T1569.002", Severity.High)]
    [InlineData("elcabezzonn/schtasks.pcap", "192.168.1.46", "192.168.1.195", "T1053.005", Severity.Medium)]
    [InlineData("elcabezzonn/start-service.pcap", "192.168.1.62", "192.168.1.46", "T1047", Severity.Medium)]
    [InlineData("elcabezzonn/winrm_psremote_05-16.pcap", "192.168.1.195", "192.168.1.46", "T1021.006", Severity.Medium)]
    [InlineData("elcabezzonn/wmi_commands_calc.pcap", "192.168.1.46", "192.168.1.195", "T1047", Severity.Medium)]
    [InlineData("elcabezzonn/wmi_to_vss.pcap", "192.168.1.46", "192.168.1.195", "T1047", Severity.Medium)]
    [InlineData("elcabezzonn/wmiexecpro-create-start-service.pcap", "10.0.0.217", "10.0.0.2", "T1047", Severity.Medium)]
    [InlineData("elcabezzonn/samrdump.pcap", "192.168.1.161", "192.168.1.195", "T1087.002", Severity.Low)]
    [InlineData("pcap-attack/Lateral Movement/LM_psexec_smb_dcerpc_epm_svcctl.pcapng", "172.16.66.1", "172.16.66.36", "T1569.002", Severity.High)]
    [InlineData("pcap-attack/Lateral Movement/zerologon_mimikatz_ntlm_privacy_scan_and_exploit_encrypted.pcapng", "172.16.66.37", "172.16.66.36", "T1210", Severity.High)]
    [InlineData("pcap-attack/CredAccess/CA_LM_SpoolSample_SMB_BiAuth.pcapng", "172.16.66.37", "172.16.66.36", "T1187", Severity.Medium)]
    [InlineData("pcap-attack/CredAccess/Remote_Pwd_Reset_RPC_Admin_Mimikatz_PostZeroLogon.pcapng", "172.16.66.37", "172.16.66.36", "T1098", Severity.Medium)]
    [InlineData("pcap-attack/Discovery/Discovery_dcerp_srvsvc_NetShareEnum.pcapng", "172.16.66.1", "172.16.66.36", "T1135", Severity.Low)]
    [InlineData("pcap-attack/Discovery/Discovery_impacket_rpcdump.pcapng", "10.0.2.15", "10.0.2.16", "T1046", Severity.Low)]
    [InlineData("pcap-attack/Discovery/Discovery_PsLoggedOn_remotelocalusers_enum_winreg_lsarpc_dcerpc_smb.pcapng", "172.16.66.1", "172.16.66.36", "T1033", Severity.Low)]
    [InlineData("mordor/datasets/small/windows/credential_access/network/empire_dcsync_dcerpc_drsuapi_DsGetNCChanges.zip_x/empire_dcsync_dcerpc_drsuapi_DsGetNCChanges_2020-09-21185829.cap", "172.18.39.5", "172.18.38.5", "T1003.006", Severity.High)]
    [InlineData("mordor/datasets/small/windows/credential_access/network/empire_mimikatz_backupkeys_dcerpc_smb_lsarpc.zip_x/empire_mimikatz_backupkeys_dcerpc_smb_lsarpc_2020-10-22143243.cap", "172.18.39.5", "172.18.38.5", "T1003.004", Severity.High)]
    [InlineData("mordor/datasets/small/windows/discovery/network/empire_shell_samr_EnumDomainUsers.zip_x/empire_shell_samr_EnumDomainUsers_2020-09-21193527.cap", "172.18.39.5", "172.18.38.5", "T1087.002", Severity.Low)]
    [InlineData("mordor/datasets/small/windows/discovery/network/empire_shell_rpc_samr_smb_group_domain_admins_standard_user.zip_x/empire_shell_rpc_samr_smb_group_domain_admins_standard_user_2020-09-21040850.cap", "172.18.39.6", "172.18.38.5", "T1069.002", Severity.Low)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/empire_smbexec_dcerpc_smb_svcctl.zip_x/empire_smbexec_dcerpc_smb_svcctl_WORKSTATION6_2020-09-20025716.cap", "172.18.39.5", "172.18.39.6", "T1021.002", Severity.Medium)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/empire_psremoting_stager.zip_x/empire_psremoting_stager_WORKSTATION6_2020-09-20170827.cap", "172.18.39.5", "172.18.39.6", "T1021.006", Severity.Medium)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/empire_msbuild_dcerpc_wmi_smb.zip_x/empire_msbuild_dcerpc_wmi_smb_WORKSTATION6_2020-09-20173857.cap", "172.18.39.5", "172.18.39.6", "T1047", Severity.High)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/covenant_sc_query_dcerpc_smb_svcctl.zip_x/covenant_sc_query_dcerpc_smb_svcctl_2020-08-05034820.cap", "172.18.39.5", "172.18.38.5", "T1021.002", Severity.Low)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/covenant_sharpsc_query_dcerpc_smb_svcctl.zip_x/covenant_sharpsc_query_dcerpc_smb_svcctl_2020-08-06012009.cap", "172.18.39.5", "172.18.39.6", "T1021.002", Severity.Low)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/covenant_sharpsc_start_dcerpc_smb_svcctl.zip_x/covenant_sharpsc_start_dcerpc_smb_svcctl_2020-08-06030120.cap", "172.18.39.5", "172.18.39.6", "T1021.002", Severity.Low)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/covenant_sharpwmi_create_dcerpc_wmi.zip_x/covenant_sharpwmi_create_dcerpc_wmi_2020-08-06035621.cap", "172.18.39.5", "172.18.39.6", "T1047", Severity.Medium)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/covenant_psremoting_command.zip_x/covenant_psremoting_command_2020-08-06115603.cap", "172.18.39.5", "172.18.39.6", "T1021.006", Severity.Medium)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/covenant_dcom_registerxll.zip_x/covenant_dcom_registerxll_2020-09-18145959.cap", "172.18.39.5", "172.18.39.6", "T1021.003", Severity.Medium)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/empire_wmi_dcerpc_wmi_IWbemServices_ExecMethod.zip_x/empire_wmi_dcerpc_wmi_IWbemServices_ExecMethod_WORKSTATION5_2020-09-21001437.cap", "172.18.39.5", "172.18.39.6", "T1047", Severity.Medium)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/covenant_wmi_wbemcomn_dll_hijack.zip_x/covenant_wmi_wbemcomn_dll_hijack_WORKSTATION6_2020-10-09173318.cap", "172.18.39.5", "172.18.39.6", "T1047", Severity.High)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/covenant_dcom_iertutil_dll_hijack.zip_x/covenant_dcom_iertutil_dll_hijack_WORKSTATION5_2020-10-09183000.cap", "172.18.39.5", "172.18.39.6", "T1021.003", Severity.Medium)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/schtask_create.zip_x/schtask_create_2020-12-1907003032.pcapng", "172.18.39.5", "172.18.39.6", "T1053.005", Severity.Medium)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/schtask_modification.zip_x/schtask_modification_2020-12-1907505969.pcapng", "172.18.39.5", "172.18.39.6", "T1053.005", Severity.Medium)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/covenant_copy_smb_CreateRequest.zip_x/covenant_copy_smb_CreateRequest_2020-09-22145302.cap", "172.18.39.5", "172.18.39.6", "T1570", Severity.Medium)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/purplesharp_ad_playbook_I.zip_x/purplesharp_ad_playbook_I_2020-10-22042947.cap", "172.18.39.5", "172.18.39.6", "T1021.006", Severity.Medium)]
    [InlineData("mordor/datasets/large/apt29/day2/pcaps/SCRANTON.zip_x/SCRANTON.cap", "10.0.1.5", "10.0.1.4", "T1021.006", Severity.Medium)]
    [InlineData("elcabezzonn/dcsync_secretsdump.pcap", "192.168.1.161", "192.168.1.195", "T1003.006", Severity.High)]
    [InlineData("elcabezzonn/impacket_psexec.pcap", "192.168.1.161", "192.168.1.46", "T1569.002", Severity.High)]
    [InlineData("elcabezzonn/psexec_cmd.pcap", "192.168.1.46", "192.168.1.195", "T1569.002", Severity.High)]
    [InlineData("elcabezzonn/psexec_calc.pcap", "192.168.1.46", "192.168.1.195", "T1569.002", Severity.High)]
    [InlineData("elcabezzonn/rdp-then-wmiexec.pcap", "10.0.0.3", "10.0.0.2", "T1047", Severity.High)]
    [InlineData("elcabezzonn/wmi_to_powershell_empire.pcap", "192.168.1.46", "192.168.1.195", "T1047", Severity.Medium)]
    [InlineData("elcabezzonn/wmi_query.pcap", "192.168.1.46", "192.168.1.195", "T1047", Severity.Medium)]
    [InlineData("elcabezzonn/new-jscript-poshc2.pcap", "10.0.0.2", "10.0.0.3", "T1047", Severity.High)]
    [InlineData("elcabezzonn/netshareenum.pcap", "192.168.1.46", "192.168.1.195", "T1135", Severity.Low)]
    [InlineData("elcabezzonn/remote_copy_of_file.pcap", "192.168.1.46", "192.168.1.195", "T1021.002", Severity.Low)]
    [InlineData("elcabezzonn/rubeus-kerberoast-cmdline-parameter.pcap", "192.168.1.46", "192.168.1.62", "T1558.003", Severity.Low)]
    [InlineData("pcap-attack/Lateral Movement/LM_dcom_mmc20.application_dcerpc.pcapng", "172.16.66.1", "172.16.66.36", "T1021.003", Severity.Low)]
    [InlineData("mordor/datasets/small/windows/discovery/network/empire_find_localadmin_smb_svcctl_OpenSCManager.zip_x/empire_find_localadmin_smb_svcctl_OpenSCManager_2020-09-22021559.cap", "172.18.39.5", "172.18.39.6", "T1069.001", Severity.Low)]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/purplesharp_ad_playbook_I.zip_x/purplesharp_ad_playbook_I_2020-10-22042947.cap", "172.18.39.5", "172.18.39.7", "T1135", Severity.High)]
    [InlineData("elcabezzonn/rdp-then-wmiexec.pcap", "10.0.0.192", "10.0.0.3", "T1021.001", Severity.High)]
    [InlineData("pcap-attack/Lateral Movement/LM_rdp_sharprdp.pcapng", "192.168.56.1", "192.168.56.101", "T1021.001", Severity.Low)]
    public void An_attack_is_told_with_its_technique(string capture, string source, string target, string technique, Severity least)
    {
        var findings = Replay.Run([Path.Combine(Corpus.Folder!, capture)], new ReplayOptions(), new MemoryLogs()).Findings;
        var finding = findings.SingleOrDefault(found =>
            found.Detector == "lateral-movement" && (IsOf(found, source, target) || found.Steps.Any(step => step.StartsWith($"{source} → {target}: ", StringComparison.Ordinal))));
        Assert.True(finding is not null, $"nothing told of {source} and {target}, but: {string.Join(" | ", findings.Select(found => found.Title))}");
        Assert.Contains(technique, finding.Techniques.Select(told => told.Id));
        Assert.True(finding.Severity >= least, $"{finding.Severity} {finding.Risk}: {finding.Reason}");
    }

    private static bool IsOf(Detection found, string source, string target) => found.Source.ToString() == source && found.Destination.ToString() == target;
}
