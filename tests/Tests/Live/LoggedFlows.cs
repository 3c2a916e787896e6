using System.Text.Json;

namespace NetSensor.Tests.Live;

/// <summary>The flows that conn.log tells of, without what depends on the moment of replaying.</summary>
internal static class LoggedFlows
{
    /// <summary>What a replay of the same file logs. Live, the times are others, and so time-outs can cut elsewhere; packets per five-tuple stay.</summary>
    public static SortedSet<string> OfReplay(string capture)
    {
        var folder = Directory.CreateTempSubdirectory("netsensor-replay-").FullName;
        try
        {
            Assert.Equal(0, Host.NetSensorProcess.Run("replay", capture, "--out", folder, "--quiet").ExitCode);
            return In(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>"originator port responder port protocol: packets each way", summed over the records of a five-tuple.</summary>
    public static SortedSet<string> In(string folder)
    {
        var flows = new SortedDictionary<string, (long Out, long In)>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(folder, "conn.log")))
        {
            var row = JsonDocument.Parse(line).RootElement;
            var key = string.Join(' ', ((string[])["id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "proto"]).Select(name => row.GetProperty(name).ToString()));
            var (packetsOut, packetsIn) = flows.GetValueOrDefault(key);
            flows[key] = (packetsOut + row.GetProperty("orig_pkts").GetInt64(), packetsIn + row.GetProperty("resp_pkts").GetInt64());
        }
        return [.. flows.Select(flow => $"{flow.Key}: {flow.Value.Out} {flow.Value.In}")];
    }
}
