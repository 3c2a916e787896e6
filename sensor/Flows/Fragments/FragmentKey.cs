using NetSensor.Wire;

namespace NetSensor.Flows.Fragments;

/// <summary>
/// What the fragments of one datagram share (RFC 791 §3.2, RFC 8200 §4.5); IPv6 tells the protocol only behind the fragment header, where it is zero here.
/// <paramref name="Scope"/> keeps the insides of different tunnels apart.
/// </summary>
internal readonly record struct FragmentKey(IpAddr Source, IpAddr Destination, uint Id, IpProtocol Protocol, ulong Scope)
{
    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Source, Destination, Id, Protocol, Scope);
}
