using NetSensor.Tests.Support;

namespace NetSensor.Tests.LateralMovement;

/// <summary>Users, groups, shares and services of other hosts looked up (T1087, T1069, T1135, T1033, T1046).</summary>
public sealed class DiscoveryTests
{
    private const string Mordor = "mordor/datasets/small/windows/";

    [CorpusTheory]
    [InlineData("elcabezzonn/samrdump.pcap", "samr.SamrConnect samr.SamrOpenDomain samr.SamrEnumerateUsersInDomain samr.SamrQueryInformationUser2")]
    [InlineData(Mordor + "discovery/network/empire_shell_samr_EnumDomainUsers.zip_x/empire_shell_samr_EnumDomainUsers_2020-09-21193527.cap", "samr.SamrConnect5 samr.SamrOpenDomain samr.SamrEnumerateUsersInDomain")]
    [InlineData(Mordor + "discovery/network/empire_shell_rpc_samr_smb_group_domain_admins_standard_user.zip_x/empire_shell_rpc_samr_smb_group_domain_admins_standard_user_2020-09-21040850.cap", "samr.SamrLookupNamesInDomain samr.SamrOpenGroup samr.SamrQueryInformationGroup")]
    [InlineData("elcabezzonn/netshareenum.pcap", "srvsvc.NetrShareEnum srvsvc.NetrShareGetInfo")]
    [InlineData("pcap-attack/Discovery/Discovery_dcerp_srvsvc_NetShareEnum.pcapng", "srvsvc.NetrShareEnum")]
    [InlineData("pcap-attack/Discovery/Discovery_PsLoggedOn_remotelocalusers_enum_winreg_lsarpc_dcerpc_smb.pcapng", "winreg.OpenUsers lsarpc.LsarLookupSids2")]
    [InlineData("pcap-attack/Discovery/Discovery_impacket_rpcdump.pcapng", "epmapper.ept_lookup")]
    [InlineData(Mordor + "lateral_movement/network/purplesharp_ad_playbook_I.zip_x/purplesharp_ad_playbook_I_2020-10-22042947.cap", "srvsvc.NetrShareEnum")]
    public void What_is_there_is_asked_for(string capture, string operations) => RemoteCalls.Of(capture).ShowsInOrder(operations);

    [CorpusFact]
    public void The_group_that_is_asked_for_is_told() =>
        RemoteCalls.Of(Mordor + "discovery/network/empire_shell_rpc_samr_smb_group_domain_admins_standard_user.zip_x/empire_shell_rpc_samr_smb_group_domain_admins_standard_user_2020-09-21040850.cap")
            .Tells("SamrLookupNamesInDomain", "names", "Domain Admins");

    [CorpusFact]
    public void All_endpoints_of_a_host_are_dumped()
    {
        var calls = RemoteCalls.Of("pcap-attack/Discovery/Discovery_impacket_rpcdump.pcapng");
        Assert.Contains(calls.Endpoints, endpoint => endpoint is { Name: "WindowsShutdown", ProtocolSequence: "ncacn_ip_tcp", Port: 49664 });
    }
}
