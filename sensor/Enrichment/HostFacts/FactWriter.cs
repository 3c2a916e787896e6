using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>Where a source puts what it learns from the event at hand: what is new goes on as an event, with the time and flow of that one.</summary>
public sealed class FactWriter(HostFactTable table, HomeNetworks home, Func<MacAddress, string?> maker)
{
    private const string MakerSource = "oui";

    private SensorEvent? _told;
    private IEventSink? _sink;
    private string _source = string.Empty;
    private int _sequence;

    /// <summary>Moves to the next event.</summary>
    public void Begin(SensorEvent told, IEventSink sink)
    {
        _told = told;
        _sink = sink;
    }

    /// <summary>Names who speaks from now on, and for which host.</summary>
    public HostFactSubject For(string source, IpAddr? address, MacAddress mac)
    {
        _source = source;
        return new HostFactSubject(this, address is { } known && IsSomebody(known) ? known : null, mac.IsGroup ? default : mac);
    }

    /// <summary>
    /// Names who speaks from now on, and a host of which only the address is known. Hosts elsewhere are none of ours: nothing is learnt of them.
    /// </summary>
    public HostFactSubject For(string source, IpAddr address) => home.Contains(address) ? For(source, address, default) : For(source, null, default);

    /// <summary>Says who made the hardware with this address, or that it made the address up itself.</summary>
    internal void NameMaker(MacAddress mac)
    {
        var subject = new HostFactSubject(this, null, mac);
        var told = _source;
        _source = MakerSource;
        if (mac.IsLocallyAdministered) Write(subject, HostFactKind.Attribute, "locally administered hardware address", null);
        else Write(subject, HostFactKind.Vendor, maker(mac), null);
        _source = told;
    }

    internal bool Write(in HostFactSubject subject, HostFactKind kind, string? value, TimeSpan? lifetime)
    {
        if (subject.Address is null && !subject.Mac.IsKnown) return false; // nobody to say it of
        if (table.Learn(new HostFact(subject.Address, subject.Mac, kind, value, _source, lifetime), _told!.Time) is not { } fact) return false;
        fact.Stamp(_told.Time, _told.Flow, _sequence++);
        _sink!.Emit(fact);
        return true;
    }

    /// <summary>Whether it can be one host's address.</summary>
    private static bool IsSomebody(IpAddr address) =>
        address != default && address != IpAddr.FromIPv4(0) && address != IpAddr.FromIPv4(uint.MaxValue) && !address.IsMulticast;
}
