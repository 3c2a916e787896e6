using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Receivers;

namespace NetSensor.Host;

/// <summary>Begins and ends what exporters do, as an operator sees it.</summary>
internal static class Deliveries
{
    /// <summary>How long a sensor that is stopped goes on delivering; the rest waits in the spools.</summary>
    public static readonly TimeSpan AtStop = TimeSpan.FromSeconds(5);

    /// <summary>How long a replay does: nobody may be there later.</summary>
    public static readonly TimeSpan AfterReplay = TimeSpan.FromMinutes(1);

    /// <summary>Begins to deliver by these settings.</summary>
    /// <exception cref="DeliveryException">Settings or a spool cannot be used.</exception>
    public static DeliveryHub Begin(DeliverySettings settings, bool waits) => new(settings.Folder, settings.Exporters, new DeliveryTools
    {
        Clock = TimeProvider.System,
        Chance = Random.Shared.NextDouble,
        Say = line => Console.Error.WriteLine("netsensor: " + Terminal.OneLine(line)),
        Connect = options => ReceiverCatalog.Connect(options, ProductVersion.Text, TimeProvider.System),
    }) { Waits = waits };

    /// <summary>Waits until all is delivered or the time is over, and says what is left.</summary>
    public static void Drain(DeliveryHub? hub, TimeSpan atMost)
    {
        if (hub is null || hub.DrainAsync(atMost).GetAwaiter().GetResult()) return;
        foreach (var left in hub.Status.Where(status => status.QueuedRecords > 0))
            Console.Error.WriteLine("netsensor: " + Terminal.OneLine($"warning: exporter {left.Name}: {left.QueuedRecords} records are not delivered yet{(left.LastError is { } why ? $" ({why})" : "")}; they stay in its spool for the next run"));
    }
}
