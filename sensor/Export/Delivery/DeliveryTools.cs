using NetSensor.Export.Delivery.Receivers;

namespace NetSensor.Export.Delivery;

/// <summary>What deliveries need from outside: time, chance, a voice, and receivers.</summary>
public sealed record DeliveryTools
{
    /// <summary>Wall clock and waits.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Gives a number from 0 to 1; from any thread.</summary>
    public required Func<double> Chance { get; init; }

    /// <summary>Takes what an operator should know, a line at a time; from any thread.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Makes a connection to the receiver that options name.</summary>
    public required Func<ExporterOptions, IReceiver> Connect { get; init; }
}
