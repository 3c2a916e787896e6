using System.Collections.Concurrent;
using System.Text;
using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Receivers;
using NetSensor.Tests.Desk;

namespace NetSensor.Tests.Delivery;

/// <summary>Exporters that are added, removed and changed while findings flow: none is lost, and none comes out of order.</summary>
public sealed class ReconfigureTests : IDisposable
{
    private const int Rounds = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-hub-").FullName;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _received = new();
    private readonly TestTools _tools = new();
    private int _told;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_told_while_exporters_come_go_and_change_arrives_everywhere_it_should_once_after_deduplication_and_in_order()
    {
        var chance = new Random(1);
        var windows = new List<(int From, int To)>(); // of "guest": all findings in between were told while it was there
        using var stop = new CancellationTokenSource();
        await using var hub = new DeliveryHub(_folder, [Exporter("constant")], _tools.For(Connect));
        var telling = Task.Run(() => Tell(hub, stop.Token));
        for (var round = 0; round < Rounds; round++)
        {
            var changed = Exporter("constant") with { BatchRecords = 1 + chance.Next(50), Url = $"https://receiver{round}" };
            hub.Reconfigure([changed, Exporter("guest")]);
            var from = AwaitMore(2);
            AwaitMore(5);
            var to = Volatile.Read(ref _told) - 2; // the one that is being told now may be late
            hub.Reconfigure([changed]);
            windows.Add((from, to));
        }
        await stop.CancelAsync();
        await telling;
        hub.Reconfigure([Exporter("constant"), Exporter("guest")]); // whose spool waited for its return
        Assert.True(await hub.DrainAsync(TimeSpan.FromMinutes(2)), string.Join('\n', _tools.Said));
        Assert.Equal(Enumerable.Range(1, _told), Numbers("constant"));
        var guest = Numbers("guest");
        Assert.Equal(guest.Order(), guest);
        Assert.Empty(windows.SelectMany(window => Enumerable.Range(window.From, Math.Max(0, window.To - window.From))).Except(guest));
        Assert.All(hub.Status, status => Assert.Equal(0, status.Dropped.Values.Sum()));
    }

    [Fact]
    public async Task A_fault_in_one_exporter_changes_the_others_all_the_same_and_its_own_not()
    {
        await using var hub = new DeliveryHub(_folder, [Exporter("one"), Exporter("other")], _tools.For(Connect));
        Assert.Throws<DeliveryException>(() => hub.Reconfigure([Exporter("one") with { MinSeverity = "terrible" }, Exporter("other") with { BatchRecords = 7 }, Exporter("third")]));
        Assert.Equal(["one", "other", "third"], hub.Status.Select(status => status.Name));
    }

    private static HttpsOptions Exporter(string name) => TestTools.Hasty(new HttpsOptions { Name = name, BatchRecords = 10 });

    /// <summary>A receiver that fails now and then, and takes its time.</summary>
    private ScriptedReceiver Connect(ExporterOptions options)
    {
        var turn = 0;
        var received = _received.GetOrAdd(options.Name, _ => new ConcurrentQueue<string>());
        return new ScriptedReceiver(batch =>
        {
            foreach (var record in batch) received.Enqueue(record.Id);
            return ++turn % 7 == 3 ? SendOutcome.Retry("busy") : SendOutcome.Delivered; // it has them, and says that it has not
        });
    }

    private void Tell(DeliveryHub hub, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested) // ends: with the test
        {
            var number = _told + 1;
            hub.Finding(Findings.Beacon with { Id = $"{number}", Count = 1 }, Encoding.UTF8.GetBytes($$$"""{"metadata":{"uid":"{{{number}}}-1"}}""" + "\n"));
            Volatile.Write(ref _told, number);
        }
    }

    /// <summary>Waits until so many more were told, and gives the number of the last one.</summary>
    private int AwaitMore(int count)
    {
        var before = Volatile.Read(ref _told);
        Eventually.True(() => Volatile.Read(ref _told) >= before + count, "nothing is told");
        return Volatile.Read(ref _told);
    }

    /// <summary>Each once, as a receiver that knows ids keeps them.</summary>
    private List<int> Numbers(string name) => [.. _received[name].Distinct().Select(id => int.Parse(id[..id.IndexOf('-', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture))];
}
