using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A record that a host announces over multicast DNS, with names as they were written. Which of the values are set depends on the type.
/// </summary>
/// <param name="Owner">The name that owns it: "Office._ipp._tcp.local".</param>
/// <param name="Type">The type's number: 1 A, 12 PTR, 16 TXT, 28 AAAA, 33 SRV.</param>
/// <param name="TimeToLive">How long it holds; zero takes it back.</param>
/// <param name="Target">The name that a PTR or SRV record points to; null otherwise.</param>
/// <param name="Port">The port of a SRV record; zero otherwise.</param>
/// <param name="Address">The address of an A or AAAA record; null otherwise.</param>
/// <param name="Texts">The strings of a TXT record, or the two of HINFO; null otherwise.</param>
public sealed record AnnouncedRecord(
    string Owner, int Type, TimeSpan TimeToLive, string? Target = null, int Port = 0, IpAddr? Address = null, IReadOnlyList<string>? Texts = null);
