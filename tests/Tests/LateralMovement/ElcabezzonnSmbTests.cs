using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>Shares, pipes and files of attacks recorded with impacket, Sysinternals and Windows' own tools; sizes as tshark adds them up.</summary>
public sealed class ElcabezzonnSmbTests
{
    [CorpusFact]
    public void Impacket_psexec_puts_a_program_into_the_admin_share_and_talks_to_it_over_pipes()
    {
        var seen = Seen("impacket_psexec.pcap");
        seen.HasShare(@"\\192.168.1.46\ADMIN$", "administrator");
        seen.HasFile(SmbOperation.Close, "HtCOoeYd.exe", written: 56_320);
        seen.HasPipe("svcctl");
        seen.HasPipe("RemCom_communicaton");
        seen.HasPipe("RemCom_stdoutKKiq6792");
        seen.HasFile(SmbOperation.Delete, "HtCOoeYd.exe");
    }

    [CorpusFact]
    public void Psexec_puts_its_service_into_the_admin_share()
    {
        var seen = Seen("psexec_cmd.pcap");
        seen.HasShare(@"\\192.168.1.195\ADMIN$", @"PICKLESWORTH\choppydog");
        seen.HasFile(SmbOperation.Close, "PSEXESVC.exe", written: 145_568);
        seen.HasPipe("PSEXESVC");
        seen.HasFile(SmbOperation.Delete, "PSEXESVC.exe");
    }

    [CorpusFact]
    public void Psexec_that_finds_its_service_there_is_told_so()
    {
        const uint SharingViolation = 0xC0000043;
        var seen = Seen("psexec_calc.pcap");
        Assert.Contains(seen.Events.OfType<SmbFileEvent>(), file => file is { Name: "PSEXESVC.exe", Status: SharingViolation });
        seen.HasPipe("svcctl");
        seen.HasPipe("PSEXESVC");
    }

    [CorpusFact]
    public void Smbexec_reads_and_deletes_what_its_commands_wrote()
    {
        var seen = Seen("elcabezzonn/smbexec.pcap");
        seen.HasShare(@"\\192.168.1.195\C$", "administrator");
        seen.HasPipe(@"\svcctl");
        seen.HasFile(SmbOperation.Close, "__output", read: 125_246);
        seen.HasFile(SmbOperation.Delete, "__output");
    }

    [CorpusFact]
    public void Smbexec_with_two_commands()
    {
        var seen = Seen("smb_exec_only_two_commands.pcap");
        seen.HasShare(@"\\192.168.1.195\C$", "administrator");
        seen.HasFile(SmbOperation.Close, "__output", read: 125_246);
    }

    [CorpusFact]
    public void Winexe_puts_its_service_into_the_admin_share_and_opens_its_pipes()
    {
        var seen = Seen("winexesvc_.pcap");
        seen.HasShare(@"\\192.168.1.195\ADMIN$", @"WORKGROUP\chewbacca");
        seen.HasFile(SmbOperation.Close, "winexesvc.exe", written: 24_064);
        seen.HasPipe(@"\svcctl");
        seen.HasPipe(@"\ahexec_stdout064C0001");
    }

    [CorpusFact]
    public void Atexec_asks_for_its_output_in_the_admin_share()
    {
        const uint LogonFailure = 0xC000006D, NoSuchName = 0xC0000034;
        var seen = Seen("atexec_.pcap");
        Assert.Contains(seen.Events.OfType<SmbSessionEvent>(), session => session is { Status: LogonFailure, User: "chip_douglas" });
        seen.HasPipe("atsvc");
        seen.HasShare(@"\\192.168.1.46\ADMIN$", "chewbacca");
        Assert.Contains(seen.Events.OfType<SmbFileEvent>(), file => file is { Name: @"Temp\nZfRUBts.tmp", Status: NoSuchName });
    }

    [CorpusFact]
    public void Wmiexec_of_crackmapexec_reads_and_deletes_its_output()
    {
        var seen = Seen("cme_wmiexec_snickle.pcap");
        seen.HasShare(@"\\192.168.1.62\C$", @"PICKLESWORTH\chewbacca");
        seen.HasFile(SmbOperation.Close, @"Windows\Temp\cfidsE", read: 24);
        seen.HasFile(SmbOperation.Delete, @"Windows\Temp\cfidsE");
    }

    [CorpusFact]
    public void Wmiexec_behind_rdp_copies_a_script()
    {
        var seen = Seen("rdp-then-wmiexec.pcap");
        seen.HasShare(@"\\SnickleFritz.picklesworth.local\c$");
        seen.HasFile(SmbOperation.Close, "example.bat", written: 10);
        seen.HasPipe("winreg");
    }

    [CorpusFact]
    public void A_file_is_copied_from_another_machine() => Seen("remote_copy_of_file.pcap").HasFile(SmbOperation.Close, "shimcache.reg", read: 345_334);

    [CorpusFact]
    public void Samrdump_opens_samr() => Seen("samrdump.pcap").HasPipe(@"\samr");

    [CorpusFact]
    public void Secretsdump_opens_samr_and_svcctl()
    {
        var seen = Seen("dcsync_secretsdump.pcap");
        seen.HasPipe("samr");
        seen.HasPipe("svcctl");
    }

    [CorpusFact]
    public void The_printer_exploit_opens_spoolss()
    {
        var seen = Seen("attempt-spools-vuln-cve-2021-1675.pcap");
        seen.HasShare(@"\\10.0.0.2\IPC$", @"picklesworth.local\chewbacca");
        seen.HasPipe("spoolss");
    }

    [CorpusFact]
    public void The_list_of_shares_and_a_refused_one()
    {
        const uint AccessDenied = 0xC0000022;
        var seen = Seen("netshareenum.pcap");
        seen.HasPipe("srvsvc");
        Assert.Contains(seen.Events.OfType<SmbTreeEvent>(), tree => tree is { Path: @"\\SNICKLEFRITZ\C$", Status: AccessDenied });
    }

    private static LabelledCapture Seen(string name) => new("elcabezzonn", name);
}
