using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>A fact as a source puts it, before anybody looked whether it is known.</summary>
/// <param name="Address">The host's address; null when only its hardware address is known.</param>
/// <param name="Mac">The host's hardware address; unset when the host may be behind a router.</param>
/// <param name="Kind">What is said.</param>
/// <param name="Value">The fact itself; nothing is learnt from null and empty ones.</param>
/// <param name="Source">Who says it; a constant, as it is kept.</param>
/// <param name="Lifetime">For how long it holds; null when nothing limits it.</param>
public readonly record struct HostFact(
    IpAddr? Address, MacAddress Mac, HostFactKind Kind, string? Value, string Source, TimeSpan? Lifetime = null);
