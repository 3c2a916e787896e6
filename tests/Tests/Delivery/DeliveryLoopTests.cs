using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Receivers;
using NetSensor.Export.Delivery.Spool;

namespace NetSensor.Tests.Delivery;

/// <summary>From the spool to a receiver: in order, until acknowledged, and round what it refuses.</summary>
public sealed class DeliveryLoopTests : IDisposable
{
    private static readonly HttpsOptions Options = TestTools.Hasty(new HttpsOptions { Name = "soc", BatchRecords = 10 });

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-loop-").FullName;
    private readonly TestTools _tools = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Findings_come_before_lines_and_each_in_order()
    {
        var gate = new TaskCompletionSource();
        var receiver = new ScriptedReceiver(_ => SendOutcome.Delivered) { Gate = gate.Task };
        await Delivers(receiver, spool =>
        {
            for (var number = 1000; number < 1100; number++) spool.TryPut(Records.Line(number));
            Assert.True(spool.WaitUntilWritten(TimeSpan.FromSeconds(30)));
            for (var number = 1; number <= 100; number++) spool.TryPut(Records.Finding(number));
            Assert.True(spool.WaitUntilWritten(TimeSpan.FromSeconds(30)));
            gate.SetResult();
        });
        Assert.Equal(Records.Ids(1, 100), receiver.Delivered.Where(id => string.CompareOrdinal(id, Records.IdOf(1000)) < 0));
        Assert.Equal(Records.Ids(1000, 100), receiver.Delivered.Where(id => string.CompareOrdinal(id, Records.IdOf(1000)) >= 0));
        Assert.True(receiver.Delivered.ToList().IndexOf(Records.IdOf(100)) < receiver.Delivered.ToList().IndexOf(Records.IdOf(1020)), "findings wait for lines");
    }

    [Fact]
    public async Task What_fails_is_sent_again_until_it_is_acknowledged_and_told_once()
    {
        var turn = 0;
        var receiver = new ScriptedReceiver(_ => ++turn % 4 == 0 ? SendOutcome.Delivered : SendOutcome.Retry("the house is on fire"));
        await Delivers(receiver, spool => Put(spool, 1, 50));
        Assert.Equal(Records.Ids(1, 50), receiver.Delivered);
        Assert.Equal(receiver.Batches, _tools.Said.Count(line => line.Contains("delivers again", StringComparison.Ordinal)) * 4);
        Assert.StartsWith("warning: exporter soc: the house is on fire; ", _tools.Said.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_lasts_is_one_line()
    {
        var turn = 0;
        var receiver = new ScriptedReceiver(_ => ++turn > 20 ? SendOutcome.Delivered : SendOutcome.Retry(turn % 2 == 0 ? "connection refused" : "no route to host"));
        await Delivers(receiver, spool => Put(spool, 1, 5));
        Assert.Equal(2, _tools.Said.Count);
    }

    [Fact]
    public async Task A_receiver_that_throws_is_tried_again()
    {
        var turn = 0;
        var receiver = new ScriptedReceiver(_ => ++turn > 2 ? SendOutcome.Delivered : throw new InvalidOperationException("outer", new FormatException("the cause")));
        await Delivers(receiver, spool => Put(spool, 1, 5));
        Assert.Equal(Records.Ids(1, 5), receiver.Delivered);
        Assert.Contains("the cause", _tools.Said.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_poisoned_record_is_found_set_aside_and_counted_and_the_others_are_delivered()
    {
        var poison = Records.IdOf(37);
        var receiver = new ScriptedReceiver(batch => batch.Any(record => record.Id == poison) ? SendOutcome.Refused("bad \"message\"") : SendOutcome.Delivered);
        await Delivers(receiver, spool =>
        {
            Put(spool, 1, 100);
            Eventually.True(() => spool.Queued == 0, "not all is delivered");
            Assert.Equal(1, spool.Drops[DropCause.Refused]);
        });
        Assert.Equal(Records.Ids(1, 36).Concat(Records.Ids(38, 63)), receiver.Delivered);
        var letter = System.Text.Json.JsonDocument.Parse(Assert.Single(File.ReadAllLines(Path.Combine(_folder, "refused.jsonl")))).RootElement;
        Assert.Equal((poison, "bad \"message\""), (letter.GetProperty("id").GetString(), letter.GetProperty("reason").GetString()));
        Assert.Contains(poison, letter.GetProperty("record").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_batch_that_was_taken_in_parts_only_the_rest_is_sent_again()
    {
        var sent = new List<string>();
        var first = true;
        var receiver = new ScriptedReceiver(batch =>
        {
            sent.AddRange(batch.Select(record => record.Id));
            if (!first) return SendOutcome.Delivered;
            first = false;
            return SendOutcome.Mixed([.. batch.Select((_, at) => at % 5 == 3 ? SendOutcome.Retry("busy") : at % 5 == 4 ? SendOutcome.Refused("no") : SendOutcome.Delivered)]);
        });
        using (var spool = new DeliverySpool(_folder, Options.Spool, TimeProvider.System, _tools.Said.Enqueue)) Put(spool, 1, 10); // before anybody reads: they are one batch
        await Delivers(receiver, _ => { });
        Assert.Equal(8, receiver.Delivered.Distinct().Count());
        Assert.Equal(8, receiver.Delivered.Count);
        Assert.Equal([Records.IdOf(4), Records.IdOf(9)], sent[10..]);
    }

    [Fact]
    public async Task What_a_stop_interrupts_is_delivered_by_the_next_run()
    {
        var first = new ScriptedReceiver(_ => SendOutcome.Delivered) { Gate = new TaskCompletionSource().Task }; // never answers
        using (var spool = new DeliverySpool(_folder, Options.Spool, TimeProvider.System, _tools.Said.Enqueue))
        {
            var loop = new DeliveryLoop(Options, spool, _tools.For(_ => first));
            Put(spool, 1, 30);
            await loop.DisposeAsync();
        }
        var second = new ScriptedReceiver(_ => SendOutcome.Delivered);
        await Delivers(second, _ => { });
        Assert.Equal(Records.Ids(1, 30), second.Delivered);
    }

    [Theory]
    [InlineData(1, 0.0, 1000)]
    [InlineData(2, 0.0, 2000)]
    [InlineData(5, 0.0, 16000)]
    [InlineData(7, 0.0, 60000)]
    [InlineData(7, 1.0, 30000)]
    [InlineData(1_000_000, 0.5, 45000)]
    public void Waits_double_up_to_the_longest_less_a_random_part(int attempt, double chance, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Backoff.Wait(attempt, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), chance));

    private async Task Delivers(ScriptedReceiver receiver, Action<DeliverySpool> put)
    {
        using var spool = new DeliverySpool(_folder, Options.Spool, TimeProvider.System, _tools.Said.Enqueue);
        await using var loop = new DeliveryLoop(Options, spool, _tools.For(_ => receiver));
        put(spool);
        Eventually.True(() => spool.Queued == 0, "not all is delivered");
    }

    private static void Put(DeliverySpool spool, int first, int count)
    {
        for (var number = first; number < first + count; number++) Assert.True(spool.TryPut(Records.Finding(number)));
        Assert.True(spool.WaitUntilWritten(TimeSpan.FromSeconds(30)));
    }
}
