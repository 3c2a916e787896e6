using System.Globalization;
using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;
using Xunit.Abstractions;

namespace NetSensor.Tests.Protocols.Quic;

/// <summary>quic.log against Zeek's, and what the hellos say against tshark and the authors of JA4.</summary>
public sealed class QuicAgreementTests(ITestOutputHelper output)
{
    // Columns of tls-by-tshark.tsv.
    private const int File = 0, Protocol = 2, CommunityId = 11, ServerName = 13, Alpn = 16;

    [CorpusFact]
    public void Fields_equal_those_of_Zeek()
    {
        var rows = new ZeekRows("quic");
        rows.Compare();
        output.WriteLine($"{rows.Paired} of {rows.Rows} rows, fields that both carry: {rows.Agreement:P2} equal");
        foreach (var (field, (both, equal)) in rows.Fields) output.WriteLine($"{field,-20} {equal} of {both}");
        foreach (var difference in rows.Differences) output.WriteLine(difference);
        Assert.True(rows.Agreement >= 0.98, $"{rows.Agreement:P2}");
    }

    [CorpusFact]
    public void JA4_equals_that_of_its_authors()
    {
        int both = 0, equal = 0;
        const string Prefix = "ja4__insta@", Suffix = ".snap";
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Corpus.Folder!, "ja4", "rust", "ja4", "src", "snapshots"), Prefix + "*" + Suffix).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file)[Prefix.Length..^Suffix.Length];
            var theirs = Streams(System.IO.File.ReadLines(file)).Where(stream => stream.Ja4.StartsWith('q')).ToList();
            if (theirs.Count == 0 || Corpus.Path(Path.Combine("ja4", "pcap", name)) is not { } capture) continue;
            var ours = Connections(capture).ToLookup(connection => (connection.Flow!.Originator.ToString(), (int)connection.Flow.OriginatorPort));
            foreach (var (address, port, ja4) in theirs)
            {
                both++;
                var mine = ours[(address, port)].FirstOrDefault()?.Ja4;
                if (mine == ja4) equal++;
                else output.WriteLine($"{name} {address} {port}: theirs {ja4}, ours {mine}");
            }
        }
        output.WriteLine($"{equal} of {both} equal");
        Assert.True(both > 20);
        Assert.Equal(both, equal);
    }

    // Their snapshots: YAML, a list of streams with "src", "src_port" and "ja4" each.
    private static IEnumerable<(string Address, int Port, string Ja4)> Streams(IEnumerable<string> lines)
    {
        var address = "";
        var port = 0;
        foreach (var line in lines.Select(line => line.TrimStart(' ', '-')))
        {
            if (line.StartsWith("src: ", StringComparison.Ordinal)) address = line[5..].Trim('"', '\'');
            if (line.StartsWith("src_port: ", StringComparison.Ordinal)) port = int.Parse(line[10..], CultureInfo.InvariantCulture);
            if (line.StartsWith("ja4: ", StringComparison.Ordinal)) yield return (address, port, line[5..]);
        }
    }

    [CorpusFact]
    public void Names_equal_those_of_tshark()
    {
        int flows = 0, equal = 0;
        var rows = System.IO.File.ReadLines(Corpus.Path("tls-by-tshark.tsv")!).Skip(1).Select(line => line.Split('\t'));
        foreach (var capture in rows.Where(row => row[Protocol] == "QUIC" && row[ServerName].Length > 0).GroupBy(row => row[File]))
        {
            if (Corpus.Path(capture.Key) is not { } path) continue;
            var ours = Connections(path).ToLookup(connection => connection.Flow!.CommunityId);
            foreach (var flow in capture.GroupBy(row => row[CommunityId]))
            {
                flows++;
                var theirs = (flow.First()[ServerName].Split('|')[0], flow.First()[Alpn].Split('|')[0].Split(',')[0]);
                var named = ours[flow.Key].FirstOrDefault(connection => connection.ServerName is not null);
                if (theirs == (named?.ServerName, named?.ClientProtocol)) equal++;
                else output.WriteLine($"{capture.Key} {flow.Key}: theirs {theirs}, ours {named?.ServerName} {named?.ClientProtocol}");
            }
        }
        output.WriteLine($"{equal} of {flows} equal");
        Assert.Equal(flows, equal);
    }

    private static List<QuicConnectionEvent> Connections(string capture)
    {
        var sink = new ConnectionSink();
        Replay.Run([capture], new ReplayOptions(), sink);
        return sink.Connections;
    }

    private sealed class ConnectionSink : IEventSink
    {
        public List<QuicConnectionEvent> Connections { get; } = [];

        public void Emit(SensorEvent happened)
        {
            if (happened is QuicConnectionEvent connection) Connections.Add(connection);
        }
    }
}
