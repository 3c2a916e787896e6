using NetSensor.Store;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>A sensor in service must not stay down because of its memory, nor lose it when it is killed.</summary>
[Collection("live")]
public sealed class LiveStateTests : IDisposable
{
    private const int Kill = 9;
    private static readonly string Office = Path.Combine(Checkout.Folder, "pcaps", "office.pcap");

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-live-").FullName;

    private string State => Path.Combine(_folder, "state.sqlite");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamespaceFact]
    public void A_killed_sensor_finds_its_state_whole_when_it_starts_again()
    {
        using var link = new VethLink();
        using (var killed = new LiveSensor(link, _folder, VethLink.Mirror))
        {
            link.Replay(Office, packetsPerSecond: 8000);
            killed.Signal(Kill);
            killed.WaitForEnd();
        }
        using (var next = new LiveSensor(link, _folder, VethLink.Mirror))
        {
            link.Replay(Office, packetsPerSecond: 8000);
            Assert.Equal(0, next.Stop().GetProperty("state").GetProperty("failures").GetInt64());
        }
        Assert.Equal([false, true], StateReport.Read(State, most: 5).Runs.Select(run => run.Ended is null));
    }

    [NamespaceFact]
    public void A_damaged_state_is_put_aside_and_the_sensor_listens()
    {
        File.WriteAllText(State, "not a database at all, but text");
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, [LiveSensor.Program, "run", "--interface", VethLink.Mirror, "--out", _folder, "--metrics", "off", "--json"]);
        Assert.Equal($"netsensor: warning: {State}: no state file; name another file; it is put aside as {State}.corrupt-1, and learning begins anew", sensor.NextLine());
        Assert.StartsWith("netsensor: listening on", sensor.NextLine());
        sensor.Stop();
        Assert.True(File.Exists(State + ".corrupt-1"));
        Assert.Single(StateReport.Read(State, most: 5).Runs);
    }

    [NamespaceFact]
    public void A_state_that_cannot_be_made_is_told_and_the_sensor_listens_without()
    {
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, [LiveSensor.Program, "run", "--interface", VethLink.Mirror, "--out", _folder, "--metrics", "off", "--json", "--state", "/proc/none/state.sqlite"]);
        Assert.StartsWith("netsensor: warning: /proc/none/state.sqlite: cannot be made there", sensor.NextLine());
        Assert.StartsWith("netsensor: listening on", sensor.NextLine());
        Assert.False(sensor.Stop().TryGetProperty("state", out _));
    }
}
