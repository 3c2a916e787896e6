using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Receivers;

namespace NetSensor.Tests.Delivery;

/// <summary>A receiver that says what a test tells it to, and remembers what it was sent.</summary>
internal sealed class ScriptedReceiver(Func<IReadOnlyList<DeliveryRecord>, SendOutcome> answer) : IReceiver
{
    private readonly List<string> _delivered = [];

    /// <summary>Ids that were acknowledged, in order.</summary>
    public IReadOnlyList<string> Delivered
    {
        get
        {
            lock (_delivered) return [.. _delivered];
        }
    }

    /// <summary>Batches that were sent.</summary>
    public int Batches { get; private set; }

    /// <summary>What it is told to wait before it answers.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<SendOutcome> SendAsync(IReadOnlyList<DeliveryRecord> batch, CancellationToken cancel)
    {
        await Gate.WaitAsync(cancel);
        Batches++;
        var outcome = answer(batch);
        lock (_delivered)
            _delivered.AddRange(batch.Where((_, at) => outcome.Kind == SendOutcomeKind.Delivered || (outcome.Kind == SendOutcomeKind.Mixed && outcome.Each[at].Kind == SendOutcomeKind.Delivered)).Select(record => record.Id));
        return outcome;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
