namespace NetSensor.Export.Delivery.Receivers;

/// <summary>A kind of receiver.</summary>
/// <param name="Name">As <c>type</c> names it.</param>
/// <param name="Summary">One line for the example of settings.</param>
/// <param name="Defaults">What holds when nobody says.</param>
/// <param name="Connect">Makes a connection by options of this kind; told the sensor's version and the wall clock.</param>
public sealed record ReceiverType(string Name, string Summary, ExporterOptions Defaults, Func<ExporterOptions, string, TimeProvider, IReceiver> Connect)
{
    /// <summary>A kind with options of its own.</summary>
    public static ReceiverType Of<TOptions>(string summary, Func<TOptions, string, TimeProvider, IReceiver> connect) where TOptions : ExporterOptions, new() =>
        new(new TOptions().Type, summary, new TOptions(), (options, version, clock) => connect((TOptions)options, version, clock));
}
