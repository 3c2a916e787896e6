using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>Shares, pipes and files of the attacks in PCAP-ATTACK; sizes as tshark adds them up.</summary>
public sealed class PcapAttackSmbTests
{
    [CorpusFact]
    public void Psexec_puts_its_service_into_the_admin_share_and_talks_to_it_over_pipes()
    {
        var seen = Seen("LM_psexec_smb_dcerpc_epm_svcctl.pcapng");
        seen.HasShare(@"\\172.16.66.36\ADMIN$", @"3B\backdoor");
        seen.HasFile(SmbOperation.Close, "PSEXESVC.exe", written: 145_568);
        seen.HasPipe("PSEXESVC");
        seen.HasPipe("PSEXESVC-02694W-WIN10-13272-stdin");
        seen.HasPipe("PSEXESVC-02694W-WIN10-13272-stdout");
        seen.HasPipe("PSEXESVC-02694W-WIN10-13272-stderr");
    }

    [CorpusFact]
    public void The_printer_bug_makes_a_server_log_on_to_the_attacker()
    {
        const uint NoLogonServers = 0xC000005E;
        var seen = Seen("CA_LM_SpoolSample_SMB_BiAuth.pcapng");
        seen.HasPipe("spoolss");
        Assert.Contains(seen.Events.OfType<SmbSessionEvent>(), session => session is { User: @"3B\01566S-WIN16-IR$", Status: NoLogonServers });
    }

    [CorpusFact]
    public void A_password_is_reset_over_samr()
    {
        var seen = Seen("Remote_Pwd_Reset_RPC_Admin_Mimikatz_PostZeroLogon.pcapng");
        seen.HasShare(@"\\172.16.66.36\IPC$", @"#B\Administrator");
        seen.HasPipe("samr");
        seen.HasPipe("lsarpc");
    }

    [CorpusFact]
    public void Psloggedon_reads_the_registry_of_another_machine()
    {
        var seen = Seen("Discovery_PsLoggedOn_remotelocalusers_enum_winreg_lsarpc_dcerpc_smb.pcapng");
        seen.HasShare(@"\\172.16.66.36\IPC$", @"3B\normal");
        seen.HasPipe("winreg");
        seen.HasPipe("lsarpc");
    }

    [CorpusFact]
    public void Shares_are_listed_over_srvsvc() => Seen("Discovery_dcerp_srvsvc_NetShareEnum.pcapng").HasPipe("srvsvc");

    private static LabelledCapture Seen(string name) => new("pcap-attack", name);
}
