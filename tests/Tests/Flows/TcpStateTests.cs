using NetSensor.Flows;
using NetSensor.Wire;

namespace NetSensor.Tests.Flows;

public sealed class TcpStateTests
{
    // Columns as Zeek's documentation of conn.log defines them; upper case in a script is the client, see PacketScript.Play.
    [Theory]
    [InlineData("S", "S0", "S")]
    [InlineData("SS", "S0", "S")]                         // the same SYN again is nothing new
    [InlineData("ShA", "S1", "ShA")]
    [InlineData("ShADadA", "S1", "ShADad")]
    [InlineData("ShADadFfA", "SF", "ShADadFf")]           // "A" counts once
    [InlineData("ShAF", "S2", "ShAF")]
    [InlineData("ShAf", "S3", "ShAf")]
    [InlineData("Sr", "REJ", "Sr")]
    [InlineData("ShADR", "RSTO", "ShADR")]
    [InlineData("ShADdr", "RSTR", "ShADdr")]
    [InlineData("SR", "RSTOS0", "SR")]
    [InlineData("SF", "SH", "SF")]
    [InlineData("hf", "SHR", "^hf")]                      // port 80 tells the server
    [InlineData("hr", "RSTRH", "^hr")]
    [InlineData("Dd", "OTH", "Dd")]                       // begun in the middle
    [InlineData("dD", "OTH", "^dD")]
    [InlineData("ShAFfRR", "SF", "ShAFfR")]               // the second RST says the same as the first
    [InlineData("ShAFrF", "RSTR", "ShAFrF")]             // the second FIN says something new
    public void State_and_history_follow_the_packets(string script, string state, string history)
    {
        var flow = new PacketScript().Play(script).Flow();
        Assert.Equal((state, history), (flow.ConnectionState, flow.History));
    }

    [Theory]
    [InlineData("h", "OTH", "H", 9042)]    // a lone SYN-ACK may be a scan
    [InlineData("hA", "OTH", "^hA", 40000)]
    [InlineData("hDd", "OTH", "^hDd", 40000)]
    [InlineData("hADdFf", "SF", "^hADdFf", 40000)]
    public void A_SYN_ACK_with_traffic_behind_it_came_from_the_server(string script, string state, string history, int originatorPort)
    {
        var flow = new PacketScript { ServerPort = 9042 }.Play(script).Flow();
        Assert.Equal((state, history), (flow.ConnectionState, flow.History));
        Assert.Equal(originatorPort, flow.Flow!.OriginatorPort);
    }

    [Fact]
    public void Bytes_come_from_sequence_numbers_without_SYN_and_FIN()
    {
        var flow = new PacketScript().Play("ShADDdFfA").Flow();
        Assert.Equal((20L, 10L, 0L), (flow.OriginatorBytes, flow.ResponderBytes, flow.MissedBytes));
        Assert.Equal((6L, 3L), (flow.OriginatorPackets, flow.ResponderPackets));
        Assert.Equal((6 * 40 + 20L, 3 * 40 + 10L), (flow.OriginatorIpBytes, flow.ResponderIpBytes));
    }

    [Theory]
    [InlineData(uint.MaxValue, 5000u)]      // the first byte of data wraps
    [InlineData(uint.MaxValue - 14, 0u)]    // the second segment does
    public void Sequence_numbers_may_wrap(uint client, uint server)
    {
        var flow = new PacketScript().From(client, server).Play("ShADDDdFfA").Flow();
        Assert.Equal(("SF", 30L, 10L), (flow.ConnectionState, flow.OriginatorBytes, flow.ResponderBytes));
        Assert.Equal("ShADdFf", flow.History);
    }

    [Fact]
    public void What_was_acknowledged_but_not_captured_is_missed()
    {
        var flow = new PacketScript().Play("ShADLDaFfA").Flow();
        Assert.Equal((10L, 30L), (flow.MissedBytes, flow.OriginatorBytes));
        Assert.Equal("ShADaGFf", flow.History);
    }

    [Fact]
    public void A_hole_that_nobody_acknowledged_is_not_missed() => Assert.Equal(0, new PacketScript().Play("ShADLD").Flow().MissedBytes);

    [Fact]
    public void Gaps_of_flows_begun_in_the_middle_do_not_count() => Assert.Equal(0, new PacketScript().Play("DdLdA").Flow().MissedBytes);

    [Fact]
    public void Retransmissions_and_zero_windows_are_told_on_a_logarithmic_scale()
    {
        Assert.Equal("ShADT", new PacketScript().Play("ShADTT").Flow().History);
        Assert.Equal("ShADTT", new PacketScript().Play("ShAD" + new string('T', 10)).Flow().History);
        Assert.Equal("ShAw", new PacketScript().Play("ShAww").Flow().History.Replace("a", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_one_packet_lasts() =>
        Assert.Equal((null, null, null), (new PacketScript().Play("S").Flow() is var flow ? flow.Duration : default, flow.OriginatorBytes, flow.ResponderBytes));

    [Fact]
    public void A_new_SYN_on_a_closed_flow_opens_another()
    {
        var flows = new PacketScript().Play("ShADdFfA").From(7000, 9000).Play("ShADdFfA").AllFlows();
        Assert.Equal(["SF", "SF"], flows.Select(flow => flow.ConnectionState));
        Assert.NotEqual(flows[0].Flow!.Uid, flows[1].Flow!.Uid);
    }

    [Fact]
    public void SYN_and_SYN_ACK_in_the_wrong_order_are_one_flow()
    {
        var script = new PacketScript { ServerPort = 9042 };
        script.Tcp(fromClient: false, TcpFlags.Syn | TcpFlags.Ack, 5000, 1001, []);
        script.Tcp(fromClient: true, TcpFlags.Syn, 1000, 0, []);
        script.Tcp(fromClient: true, TcpFlags.Ack, 1001, 5001, []);
        var flow = script.Flow();
        Assert.Equal(("S1", "Hs^A", 40000), (flow.ConnectionState, flow.History, flow.Flow!.OriginatorPort));
    }

    [Fact]
    public void The_last_acknowledgement_does_not_lengthen_a_flow()
    {
        var flow = new PacketScript().Play("ShAFf").Wait(1).Play("A").Flow();
        Assert.Equal(TimeSpan.FromSeconds(0.04), flow.Duration);
    }

    [Theory]
    [InlineData("S", 4.9, "S", 1)]          // an attempt is given up after 5 s
    [InlineData("S", 5.1, "S", 2)]
    [InlineData("ShAFfA", 4.9, "A", 1)]     // a closed flow stays for 5 s
    [InlineData("ShAFfA", 5.1, "A", 2)]
    [InlineData("ShAD", 299, "D", 1)]       // an established one for 5 min of silence
    [InlineData("ShAD", 301, "D", 2)]
    public void Flows_end_by_packet_time(string before, double wait, string after, int flows) =>
        Assert.Equal(flows, new PacketScript().Play(before).Wait(wait).Play(after).AllFlows().Count);

    [Fact]
    public void People_may_think_for_an_hour_in_SSH() =>
        Assert.Single(new PacketScript { ServerPort = 22 }.Play("ShAD").Wait(3000).Play("Dd").AllFlows());

    [Fact]
    public void Interim_records_come_in_step_and_are_marked()
    {
        var script = new PacketScript(new FlowOptions { InterimInterval = TimeSpan.FromSeconds(60) }).Play("ShAD").Wait(100).Play("D").Wait(50).Play("D");
        script.Tracker.Finish();
        Assert.Equal([true, true, false], script.Flows.Select(flow => flow.IsInterim));
        Assert.Single(script.Flows.Select(flow => flow.Flow!.Uid).Distinct());
        Assert.Equal(30, script.Flows.Last().OriginatorBytes);
    }

    [Fact]
    public void Oddities_are_told_once()
    {
        var script = new PacketScript().Play("ShADR").Play("DDD");
        Assert.Equal(["data_after_reset"], script.Weirds);
    }

    [Fact]
    public void Both_sides_and_both_orders_give_one_uid()
    {
        var flow = new PacketScript().Play("dD").Flow();
        var other = new PacketScript().Play("D").Flow();
        Assert.Equal(flow.Flow!.Uid, other.Flow!.Uid); // same start, same pair, whoever was taken for the client first
        Assert.StartsWith("C", flow.Flow.Uid, StringComparison.Ordinal);
    }

    [Fact]
    public void A_duplicated_frame_is_counted_and_can_be_left_out()
    {
        foreach (var drop in new[] { false, true })
        {
            var script = new PacketScript(new FlowOptions { DropDuplicates = drop });
            var packet = PacketScript.Ipv4([10, 0, 0, 1], [10, 0, 0, 2], IpProtocol.Udp, [0, 7, 0, 7, 0, 9, 0x12, 0x34, 1]);
            script.Send(packet);
            script.Send(packet);
            Assert.Equal(drop ? 1 : 2, script.Flow().OriginatorPackets);
            Assert.Equal(1, script.Tracker.Counters.Duplicates);
        }
    }
}
