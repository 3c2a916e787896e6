using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>Where a source puts what it learns from the event at hand: what is new goes on as an event, with the time and flow of that one.</summary>
public sealed class FactWriter(HostFactTable table)
{
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

    /// <summary>Names who speaks from now on, and a host of which only the address is known.</summary>
    public HostFactSubject For(string source, IpAddr address) => For(source, address, default);

    internal void Write(in HostFactSubject subject, HostFactKind kind, string? value, TimeSpan? lifetime)
    {
        if (subject.Address is null && !subject.Mac.IsKnown) return; // nobody to say it of
        if (table.Learn(new HostFact(subject.Address, subject.Mac, kind, value, _source, lifetime), _told!.Time) is not { } fact) return;
        fact.Stamp(_told.Time, _told.Flow, _sequence++);
        _sink!.Emit(fact);
    }

    /// <summary>Whether it can be one host's address.</summary>
    private static bool IsSomebody(IpAddr address) =>
        address != default && address != IpAddr.FromIPv4(0) && address != IpAddr.FromIPv4(uint.MaxValue) && !address.IsMulticast;
}
