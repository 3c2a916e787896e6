namespace NetSensor.Export.Delivery.Receivers;

/// <summary>A connection to whom records are delivered. Used by one at a time; after a fault it is closed and another one made.</summary>
public interface IReceiver : IAsyncDisposable
{
    /// <summary>Sends a batch and waits for what the receiver says. Faults of network and receiver are outcomes; what is thrown is one to retry.</summary>
    Task<SendOutcome> SendAsync(IReadOnlyList<DeliveryRecord> batch, CancellationToken cancel);
}
