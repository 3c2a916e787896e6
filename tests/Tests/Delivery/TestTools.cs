using System.Collections.Concurrent;
using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Receivers;

namespace NetSensor.Tests.Delivery;

/// <summary>What deliveries need, for tests: waits are short, and what is said is kept.</summary>
internal sealed class TestTools
{
    public ConcurrentQueue<string> Said { get; } = new();

    public DeliveryTools For(Func<ExporterOptions, IReceiver> connect) => new() { Clock = TimeProvider.System, Chance = () => 0.5, Say = Said.Enqueue, Connect = connect };

    /// <summary>Connects to what options name, as the program does.</summary>
    public DeliveryTools ForReal() => For(options => ReceiverCatalog.Connect(options, "1.2.3", TimeProvider.System));

    /// <summary>Waits that a test has patience for.</summary>
    public static T Hasty<T>(T options) where T : ExporterOptions =>
        options with { RetryFirst = TimeSpan.FromMilliseconds(5), RetryMax = TimeSpan.FromMilliseconds(50), Linger = TimeSpan.FromMilliseconds(10) };
}
