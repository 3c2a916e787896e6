using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Smb;

/// <summary>What the tests of Suricata and Arkime expect of SMB in their captures.</summary>
public sealed class SmbCorpusTests : IEventSink
{
    private readonly List<SensorEvent> _events = [];

    void IEventSink.Emit(SensorEvent happened) => _events.Add(happened);

    [CorpusFact]
    public void Suricata_smb1_01_opens_seven_files_and_reads_one()
    {
        See("suricata-verify/tests/smb1-01/smb1.pcap");
        Assert.Equal(7, Files(SmbOperation.Open).Count(file => file.Status == 0));
        var read = Assert.Single(Files(SmbOperation.Close));
        Assert.Equal((@"Test\2009-12 Payroll.xlsx", 25_940, 4_398_046_511_153ul), (read.Name, (int)read.BytesRead, read.SessionId));
        Assert.Equal(1u, read.Disposition);                                                        // FILE_OPEN
    }

    [CorpusFact]
    public void Suricata_smb2_04_opens_a_pipe_without_times_or_size()
    {
        See("suricata-verify/tests/smb2-04/20171220_smb_at_schedule.pcap");
        var opened = Assert.Single(Files(SmbOperation.Open));
        Assert.Equal(("atsvc", 0u, 1u, 0ul, null), (opened.Name, opened.Status, opened.Disposition, opened.Size, opened.Times));
        Assert.Contains(_events.OfType<FlowEvent>(), flow => flow.Service!.Contains("dce_rpc", StringComparison.Ordinal));
    }

    [CorpusFact]
    public void Suricata_smb3_01_connects_to_an_encrypted_share()
    {
        See("suricata-verify/tests/smb3-01/input.pcap");
        Assert.Equal("3.0", Assert.Single(_events.OfType<SmbNegotiateEvent>()).Dialect);
        var shares = _events.OfType<SmbTreeEvent>().Where(tree => tree.Status == 0).ToList();
        Assert.Contains(shares, tree => tree is { Path: @"\\WS2016\encrypted", ShareType: SmbShareType.Disk });
        Assert.Contains(shares, tree => tree is { Path: @"\\10.160.65.202\IPC$", ShareType: SmbShareType.Pipe });
    }

    [CorpusFact]
    public void Suricata_smb3_03_begins_in_the_middle()
    {
        See("suricata-verify/tests/smb3-03-midstream/input.pcap");
        Assert.Contains(_events.OfType<SmbTreeEvent>(), tree => tree is { Path: @"\\10.160.65.202\IPC$", Status: 0 });
    }

    [CorpusFact]
    public void Suricata_smb_length_5786_names_the_file()
    {
        See("suricata-verify/tests/smb-length-5786/input.pcap");
        Assert.Contains(_events.OfType<SmbFileEvent>(), file => file.Name == "toto.txt");
    }

    [CorpusFact]
    public void Arkime_smb_smbclient_names_user_systems_share_and_file()
    {
        See("arkime/tests/pcap/smb-smbclient.pcap");
        Assert.Equal("NT LANMAN 1.0", Assert.Single(_events.OfType<SmbNegotiateEvent>()).Dialect);
        var session = Assert.Single(_events.OfType<SmbSessionEvent>(), told => told.Status == 0);
        Assert.Equal(("Unix", "Unix", "Samba 3.6.3", "WORKGROUP"), (session.ClientSystem, session.ServerSystem, session.ServerSoftware, session.ServerDomain));
        Assert.Equal(@"\\LOCALHOST\MP3", Assert.Single(_events.OfType<SmbTreeEvent>()).Path);
        Assert.Contains(Files(SmbOperation.Open), file => file.Name == @"\tmp\foo");
    }

    [CorpusFact]
    public void Arkime_wireshark_smb_on_windows10_names_dialect_share_and_pipe()
    {
        See("arkime/tests/pcap/wireshark-smb-on-windows10.pcap");
        Assert.Equal(6, _events.OfType<SmbNegotiateEvent>().Where(told => told.Dialect == "3.1.1").Select(told => told.Flow!.OriginatorPort).Distinct().Count());
        Assert.Contains(_events.OfType<SmbTreeEvent>(), tree => tree.Path == @"\\192.168.199.133\IPC$");
        Assert.Contains(Files(SmbOperation.Open), file => file is { Name: "srvsvc", IsPipe: true });
    }

    private IEnumerable<SmbFileEvent> Files(SmbOperation operation) => _events.OfType<SmbFileEvent>().Where(file => file.Operation == operation);

    private void See(string capture) => Replay.Run([Corpus.Path(capture)!], new ReplayOptions(), this);
}
