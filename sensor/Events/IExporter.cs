namespace NetSensor.Events;

/// <summary>Takes batches of detections somewhere else.</summary>
public interface IExporter : IAsyncDisposable
{
    /// <summary>Its name in metrics and messages.</summary>
    string Name { get; }

    /// <summary>Delivers one batch, or throws; whoever calls decides on the retry.</summary>
    ValueTask ExportAsync(ReadOnlyMemory<Detection> batch, CancellationToken cancel);
}
