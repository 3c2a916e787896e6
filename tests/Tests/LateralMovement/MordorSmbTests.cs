using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>Shares, pipes and files of attacks in the Mordor data sets; sizes as tshark adds them up.</summary>
public sealed class MordorSmbTests
{
    [CorpusFact]
    public void A_copied_program()
    {
        var seen = Seen("covenant_copy_smb_CreateRequest_2020-09-22145302.cap");
        seen.HasShare(@"\\WORKSTATION6\C$");
        seen.HasFile(SmbOperation.Close, @"ProgramData\GruntHTTP.exe", written: 11_776);
    }

    [CorpusFact]
    public void A_library_in_the_place_of_the_browser_s()
    {
        var seen = Seen("covenant_dcom_iertutil_dll_hijack_WORKSTATION5_2020-10-09183000.cap");
        seen.HasShare(@"\\WORKSTATION6\C$");
        seen.HasFile(SmbOperation.Close, @"Program Files\Internet Explorer\iertutil.dll", written: 90_624);
    }

    [CorpusFact]
    public void A_library_in_the_place_of_wmi_s()
    {
        var seen = Seen("covenant_wmi_wbemcomn_dll_hijack_WORKSTATION6_2020-10-09173318.cap");
        seen.HasFile(SmbOperation.Close, @"Windows\System32\wbem\wbemcomn.dll", written: 214_528);
    }

    [CorpusFact]
    public void A_project_for_msbuild_that_is_deleted_behind_it()
    {
        var seen = Seen("empire_msbuild_dcerpc_wmi_smb_WORKSTATION6_2020-09-20173857.cap");
        seen.HasShare(@"\\WORKSTATION6.theshire.local\C$");
        seen.HasFile(SmbOperation.Close, @"Windows\Tasks\pshell.xml", written: 9_252);
        seen.HasFile(SmbOperation.Delete, @"Windows\Tasks\pshell.xml");
    }

    [CorpusFact]
    public void Smbexec_of_empire_opens_svcctl_as_somebody()
    {
        var seen = Seen("empire_smbexec_dcerpc_smb_svcctl_WORKSTATION6_2020-09-20025716.cap");
        seen.HasShare(@"\\WORKSTATION6.theshire.local\IPC$", @"theshire\pgustavo");
        seen.HasPipe("svcctl");
    }

    [CorpusFact]
    public void Services_are_asked_for_and_started_over_svcctl()
    {
        foreach (var name in new[] { "covenant_sc_query_dcerpc_smb_svcctl_2020-08-05034820.cap", "covenant_sharpsc_query_dcerpc_smb_svcctl_2020-08-06012009.cap",
            "covenant_sharpsc_start_dcerpc_smb_svcctl_2020-08-06030120.cap", "empire_find_localadmin_smb_svcctl_OpenSCManager_2020-09-22021559.cap" })
            Seen(name).HasPipe("svcctl");
    }

    [CorpusFact]
    public void Users_and_groups_are_listed_over_samr()
    {
        Seen("empire_shell_samr_EnumDomainUsers_2020-09-21193527.cap").HasPipe("samr");
        Seen("empire_shell_rpc_samr_smb_group_domain_admins_standard_user_2020-09-21040850.cap").HasPipe("samr");
    }

    [CorpusFact]
    public void The_domain_s_backup_keys_come_over_lsarpc() => Seen("empire_mimikatz_backupkeys_dcerpc_smb_lsarpc_2020-10-22143243.cap").HasPipe("lsarpc");

    [CorpusFact]
    public void Purplesharp_lists_the_shares_of_three_machines()
    {
        var seen = Seen("purplesharp_ad_playbook_I_2020-10-22042947.cap");
        Assert.Equal(3, seen.Events.OfType<SmbFileEvent>().Where(file => file is { Name: "srvsvc", Operation: SmbOperation.Open }).Select(file => file.Flow!.Responder).Distinct().Count());
    }

    private static LabelledCapture Seen(string name) => new("mordor", name);
}
