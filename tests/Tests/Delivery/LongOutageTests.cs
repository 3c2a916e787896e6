using System.Collections.Concurrent;
using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Receivers;
using NetSensor.Export.Delivery.Spool;

namespace NetSensor.Tests.Delivery;

/// <summary>A receiver that is down for an hour, on a clock of the test's own.</summary>
public sealed class LongOutageTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500), Outage = TimeSpan.FromHours(1);
    private static readonly HttpsOptions Options = new() { Name = "soc", BatchRecords = 10, Timeout = TimeSpan.FromMinutes(10) }; // waits as they are when nobody says otherwise; a time-out that cannot be taken for one of them

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-outage-").FullName;
    private readonly SteppedClock _clock = new();
    private readonly ConcurrentQueue<DateTimeOffset> _attempts = new();
    private readonly ConcurrentQueue<string> _said = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_an_hour_everything_is_delivered_once_in_order_and_attempts_were_seldom_and_never_stopped()
    {
        var back = _clock.Now + Outage;
        var receiver = new ScriptedReceiver(_ =>
        {
            _attempts.Enqueue(_clock.Now);
            return _clock.Now < back ? SendOutcome.Retry("connection refused") : SendOutcome.Delivered;
        });
        using var spool = new DeliverySpool(_folder, Options.Spool, _clock, _said.Enqueue);
        await using (var loop = new DeliveryLoop(Options, spool, Tools(receiver)))
        {
            var put = 0;
            for (; _clock.Now < back; _clock.Advance(Step)) // ends: with the hour
            {
                if ((_clock.Now - (back - Outage)).TotalSeconds >= 10 * put) Put(spool, ++put);
                AwaitTurn();
            }
            Assert.Equal(360, put);
            Assert.Equal(360, spool.Queued);
            Assert.InRange(_clock.Now - loop.Oldest!.Value, Outage - Step, Outage + Step);
            for (var steps = 0; spool.Queued > 0 && steps < 1000; steps++, _clock.Advance(Step)) AwaitTurn();
        }
        Assert.Equal(Records.Ids(1, 360), receiver.Delivered);
        Assert.Equal(0, Enum.GetValues<DropCause>().Sum(cause => spool.Drops[cause]));
        var waits = _attempts.Zip(_attempts.Skip(1), (one, next) => next - one).TakeWhile(wait => wait > TimeSpan.Zero).ToList();
        Assert.InRange(waits[0], TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.5));
        Assert.All(waits.Skip(7), wait => Assert.InRange(wait, Options.RetryMax / 2, Options.RetryMax + 2 * Step));
        Assert.Equal(waits.Take(6), waits.Take(6).Order());
        Assert.InRange(waits.Count, 60, 100);
        Assert.Equal(2, _said.Count);
        Assert.StartsWith("warning: exporter soc: connection refused", _said.First(), StringComparison.Ordinal);
        Assert.Matches("exporter soc: delivers again after 3[67][0-9][0-9] s", _said.Last());
    }

    [Fact]
    public async Task Findings_that_are_older_than_they_may_be_go_are_counted_and_the_younger_are_delivered()
    {
        var back = _clock.Now + Outage;
        var options = Options with { Spool = new SpoolOptions { FindingsKeep = TimeSpan.FromMinutes(30) } };
        var receiver = new ScriptedReceiver(_ => _clock.Now < back ? SendOutcome.Retry("connection refused") : SendOutcome.Delivered);
        using var spool = new DeliverySpool(_folder, options.Spool, _clock, _said.Enqueue);
        for (var number = 1; number <= 60; number++) // before anybody reads them: what a batch holds is sent however old it gets
        {
            Put(spool, number);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
        await using (var loop = new DeliveryLoop(options, spool, Tools(receiver)))
            for (var steps = 0; spool.Queued > 0 && steps < 1000; steps++, _clock.Advance(Step)) AwaitTurn();
        Assert.Equal(60, receiver.Delivered.Count + spool.Drops[DropCause.Age]);
        Assert.InRange(spool.Drops[DropCause.Age], 29, 31);
        Assert.Equal(Records.Ids(61 - receiver.Delivered.Count, receiver.Delivered.Count), receiver.Delivered);
    }

    private DeliveryTools Tools(ScriptedReceiver receiver)
    {
        var chance = new Random(1);
        return new DeliveryTools { Clock = _clock, Chance = () => 0.3 * chance.NextDouble(), Say = _said.Enqueue, Connect = _ => receiver };
    }

    private void Put(DeliverySpool spool, int number)
    {
        Assert.True(spool.TryPut(Records.Finding(number, taken: _clock.Now)));
        Assert.True(spool.WaitUntilWritten(TimeSpan.FromSeconds(30)));
    }

    /// <summary>Whom the clock woke needs a moment of the real time for what it does, until it waits again.</summary>
    private void AwaitTurn() => Eventually.True(() => _clock.NextIn <= Options.RetryMax, "the delivery does not go on");
}
