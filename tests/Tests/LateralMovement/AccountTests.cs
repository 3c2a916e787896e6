using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>Who logged on, or asked for a ticket, in captures whose names and labels say so.</summary>
public sealed class AccountTests
{
    private static LabelledCapture Open(string capture)
    {
        var slash = capture.IndexOf('/', StringComparison.Ordinal);
        return new LabelledCapture(capture[..slash], capture[slash..]);
    }

    [CorpusTheory]
    [InlineData("elcabezzonn/atexec_.pcap", "chewbacca", "192.168.1.46")]
    [InlineData("elcabezzonn/cme_wmiexec_snickle.pcap", "chewbacca", "192.168.1.62")]
    [InlineData("elcabezzonn/dcsync_secretsdump.pcap", "administrator", "192.168.1.195")]
    [InlineData("elcabezzonn/impacket_psexec.pcap", "administrator", "192.168.1.46")]
    [InlineData("elcabezzonn/psexec_calc.pcap", "choppydog", "192.168.1.195")]
    [InlineData("elcabezzonn/samrdump.pcap", "Administrator", "192.168.1.195")]
    [InlineData("elcabezzonn/smbexec.pcap", "administrator", "192.168.1.195")]
    [InlineData("elcabezzonn/winexesvc_.pcap", "chewbacca", "192.168.1.195")]
    [InlineData("pcap-attack/LM_psexec_smb_dcerpc_epm_svcctl.pcapng", "backdoor", null)]
    [InlineData("pcap-attack/Discovery_dcerp_srvsvc_NetShareEnum.pcapng", "lgreen", null)]
    [InlineData("mordor/covenant_dcom_registerxll_2020-09-18145959.cap", "pgustavo", null)]
    public void The_account_that_moves_is_named(string capture, string account, string? target)
    {
        var logons = Open(capture).Events.OfType<NtlmEvent>().Where(logon => logon.User == account && logon.Success == true).ToList();
        Assert.NotEmpty(logons);
        if (target is not null) Assert.Contains(logons, logon => logon.Flow!.Responder.ToString() == target);
    }

    [CorpusFact]
    public void A_server_that_is_made_to_log_on_elsewhere_names_its_machine_account() => Assert.Contains(
        Open("pcap-attack/CA_LM_SpoolSample_SMB_BiAuth.pcapng").Events.OfType<NtlmEvent>(), logon => logon is { User: "01566S-WIN16-IR$", Workstation: "01566S-WIN16-IR" });

    [CorpusFact]
    public void A_password_spray_is_a_row_of_requests_by_many_names_from_one_host()
    {
        var asked = Open("pcap-attack/CA_kerbrute_passwordspray_kerberos_AS-REQ.pcapng").Events.OfType<KerberosEvent>().Where(told => told.RequestType == "AS").ToList();
        Assert.InRange(asked.Select(told => told.ClientName).Distinct().Count(), 5, int.MaxValue);
        Assert.Contains(asked, told => told is { ErrorName: "KDC_ERR_PREAUTH_FAILED", IsPreAuthenticated: true } or { ErrorName: "KDC_ERR_C_PRINCIPAL_UNKNOWN" });
        Assert.Single(asked.Select(told => told.Flow!.Originator).Distinct());
    }

    [CorpusFact]
    public void A_skeleton_key_makes_the_client_fall_back_to_rc4() => Assert.Contains(
        Open("pcap-attack/lm_mimikazt_skeleton_kerberos_rc4_etype.pcapng").Events.OfType<KerberosEvent>(), told => told.TicketEncryption == 23 || told.ReplyEncryption == 23);

    [CorpusFact]
    public void A_hash_passed_into_Kerberos_shows_in_what_the_client_offers()
    {
        var asked = Open("elcabezzonn/over-pass-the-hash-mimikatz.pcap").Events.OfType<KerberosEvent>().Where(told => told.RequestType == "AS").ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, told => Assert.NotNull(told.OfferedEncryption));
    }

    [CorpusFact]
    public void Kerberoasting_begins_with_a_search_for_accounts_that_have_services() => Assert.Contains(
        Open("elcabezzonn/rubeus-kerberoast-cmdline-parameter.pcap").Events.OfType<LdapSearchEvent>(),
        search => search.Filter?.Contains("(servicePrincipalName=*)", StringComparison.Ordinal) == true && search.Scope == "tree");

    [CorpusFact]
    public void PowerShell_remoting_is_encrypted_and_its_account_is_named_where_NTLM_is_used()
    {
        var requests = Open("elcabezzonn/winrm_psremote_05-16.pcap").Events.OfType<WsManEvent>().ToList();
        Assert.NotEmpty(requests);
        Assert.Contains(requests, request => request.IsEncrypted && request.Authentication is "Negotiate" or "Kerberos" or "NTLM");
    }
}
