using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Wire;

/// <summary>
/// Addresses, ports, ICMP types and VLAN ids of every packet and every layer are those that tshark finds. Layers that only tshark looks into are
/// allowed for: packets quoted in ICMP errors, and what fragments and cut packets carry. Captures with IPv6 home addresses and routing headers of
/// type 0 are left out: there tshark shows the addresses of the fixed header, we the true ends, as Zeek does.
/// </summary>
public sealed class DecoderAgainstTsharkTests
{
    private static readonly string[] Captures =
    [
        "zeek/testing/btest/Traces/radiotap.pcap",
        "zeek/testing/btest/Traces/pppoe.trace",
        "zeek/testing/btest/Traces/vntag.pcap",
        "zeek/testing/btest/Traces/erspanII.pcap",
        "zeek/testing/btest/Traces/ipv6-http-atomic-frag.trace",
        "zeek/testing/btest/Traces/tunnels/4in6.pcap",
        "zeek/testing/btest/Traces/tunnels/ayiya3.trace",
        "zeek/testing/btest/Traces/tunnels/gre-pptp.pcap",
        "zeek/testing/btest/Traces/tunnels/gtp/gtp1_gn_normal_incl_fragmentation.pcap",
        "zeek/testing/btest/Traces/tunnels/vxlan-encapsulated-http.pcap",
        "suricata-verify/tests/decode-chdlc-01/hdlc-http_1tx.pcap",
        "suricata-verify/tests/decode-sll2-01/input.pcap",
        "tcpdump/tests/ppp_ip_udp_dns.pcap",
        "flowtest/pcap/ipv6-routing-header-vlan.pcap",
    ];

    [CorpusFact]
    public void Every_layer_of_every_packet_is_what_tshark_says()
    {
        var compared = 0;
        foreach (var capture in Captures)
            if (Corpus.Path(capture) is { } path && Tshark.Decode(path) is { } rows) compared += Compare(capture, path, rows);
        Assert.True(compared > 250 || Tshark.IsAbsent, $"only {compared} packets were compared");
    }

    private static int Compare(string capture, string path, List<string[][]> rows)
    {
        var frame = 0;
        var batch = new PacketBatch();
        using var set = CaptureFileSet.Open([path]);
        using var source = set.CreateSource();
        while (source.Read(batch))
        {
            for (var slot = 0; slot < batch.Count; slot++)
            {
                var chain = DecodedChain.Of(batch[slot]);
                var theirs = rows[frame++];
                Assert.True(Agree(chain, theirs), $"{capture} frame {frame}: {chain.Story}: ours {Text(chain.Columns)}, tshark's {Text(theirs)}");
            }
        }
        Assert.Equal(rows.Count, frame);
        return frame;
    }

    private static bool Agree(DecodedChain chain, string[][] theirs)
    {
        for (var column = 0; column < theirs.Length; column++)
        {
            var ours = chain.Columns[column];
            if (ours.Count > theirs[column].Length || (ours.Count < theirs[column].Length && !chain.MayHoldMore)) return false;
            for (var at = 0; at < ours.Count; at++)
                if (theirs[column][at] != ours[at]) return false;
        }
        return true;
    }

    private static string Text(IEnumerable<IEnumerable<string>> columns) => string.Join('|', columns.Select(values => string.Join(',', values)));
}
