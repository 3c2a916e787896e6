using NetSensor.Pipeline;

namespace NetSensor.Tests.Pipeline;

/// <summary>Back-pressure between a shard and the judge.</summary>
public sealed class EpochExchangeTests
{
    [Fact]
    public async Task A_shard_that_runs_ahead_waits_until_the_judge_gives_an_epoch_back()
    {
        var exchange = new EpochExchange();
        for (var i = 0; i < EpochExchange.EpochsInFlight; i++) exchange.Post(exchange.Rent()!);
        var waiting = Task.Run(exchange.Rent);
        Assert.False(waiting.IsCompleted);
        var judged = exchange.Take()!;
        exchange.Return(judged);
        Assert.Same(judged, await waiting);
    }

    [Fact]
    public void Epochs_come_out_in_the_order_in_which_they_were_filled()
    {
        var exchange = new EpochExchange();
        var first = exchange.Rent()!;
        var second = exchange.Rent()!;
        exchange.Post(first);
        exchange.Post(second);
        Assert.Same(first, exchange.Take());
        Assert.Same(second, exchange.Take());
    }

    [Fact]
    public async Task An_abort_wakes_the_side_that_waits()
    {
        var exchange = new EpochExchange();
        var waiting = Task.Run(exchange.Take);
        exchange.Abort();
        Assert.Null(await waiting);
        Assert.Null(exchange.Rent());
    }

    [Fact]
    public void A_returned_epoch_is_empty()
    {
        var exchange = new EpochExchange();
        var epoch = exchange.Rent()!;
        epoch.Emit(TestEvents.Of(1, 1, 1));
        epoch.IsLast = true;
        exchange.Return(epoch);
        Assert.Empty(epoch.Events);
        Assert.False(epoch.IsLast);
    }
}
