using NetSensor.Enrichment.Connections;
using NetSensor.Enrichment.Geo;
using NetSensor.Enrichment.Hardware;
using NetSensor.Enrichment.Inventory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment;

/// <summary>
/// All that is added to events behind the merge, in one order, before anybody else sees them; so the same packets give the same facts with any
/// number of workers.
/// </summary>
public sealed class EnrichmentStage : IEventSink, IFetchesAhead, IDisposable
{
    private readonly FlowNamer _namer;
    private readonly Vendors? _vendors;

    /// <summary>Opens what the options name.</summary>
    /// <exception cref="EnrichmentException">A file cannot be used; the message says why.</exception>
    public EnrichmentStage(EnrichmentOptions options, HomeNetworks? home = null)
    {
        Hosts = new HostDirectory(options.Inventory, home ?? HomeNetworks.Private);
        Identities = new Identities(home ?? HomeNetworks.Private, mac => Vendors.NameOf(mac), Hosts);
        Names = new DnsNames(options.Names);
        Clients = new HardwareClients(options.HardwareAddresses);
        _namer = new FlowNamer(Names, Clients);
        Geography = Geography.Open(options.CountryDatabase, options.AsnDatabase);
        _vendors = options.Vendors is { } file ? Vendors.Read(file) : null;
    }

    /// <summary>Names of addresses, from the DNS.</summary>
    public DnsNames Names { get; }

    /// <summary>Which addresses one machine uses.</summary>
    public HardwareClients Clients { get; }

    /// <summary>Countries and autonomous systems.</summary>
    public Geography Geography { get; }

    /// <summary>Who is who, now and before.</summary>
    public HostDirectory Hosts { get; }

    /// <summary>Lasting connections, for after a restart.</summary>
    public OpenConnections Connections { get; } = new();

    /// <summary>Those of them that learn.</summary>
    public IEnumerable<object> Learners => [Hosts, Names, Connections];

    /// <summary>What the events tell of hosts.</summary>
    public Identities Identities { get; }

    /// <summary>Whose hardware an address belongs to; the registry inside is read at the first question.</summary>
    public Vendors Vendors => _vendors ?? Vendors.Registered;

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        Connections.FillIn(happened);
        _namer.Emit(happened);
        Connections.Emit(happened);
        Geography.Emit(happened);
        Hosts.Emit(happened);
    }

    /// <inheritdoc/>
    public void FetchAhead(ReadOnlySpan<SensorEvent> coming, FetchStep step)
    {
        foreach (var happening in coming)
        {
            _namer.FetchAhead(happening, step);
            Geography.FetchAhead(happening, step);
            Hosts.FetchAhead(happening, step);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Geography.Dispose();
}
