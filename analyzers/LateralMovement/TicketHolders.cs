using System.Buffers.Binary;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Which hosts log on with Kerberos, and which just got a certificate: what makes a log-on of another kind odd.</summary>
internal sealed class TicketHolders(int capacity) : IRemembered
{
    private const string Prefix = "holder ";
    private const int ValueBytes = 9; // uses Kerberos 1, certificate 8
    private const int PublicKeyRequest = 16, OldPublicKeyRequest = 15; // RFC 4556 §3.1.3; its draft, which Windows 2000 to 2003 spoke
    private static readonly TimeSpan CertificateIsNews = TimeSpan.FromHours(1);

    private readonly BoundedMap<IpAddr, Holder> _holders = new(capacity);

    private readonly SortedDictionary<IpAddr, (Holder Holder, Timestamp Time)> _changed = [];

    private sealed class Holder
    {
        public bool UsesKerberos;
        public Timestamp Certificate = Timestamp.MinValue;
    }

    /// <summary>Notes that a host asked for a certificate.</summary>
    public void CertificateRequested(IpAddr host, Timestamp now)
    {
        var holder = _holders.GetOrAdd(host, static _ => new Holder());
        holder.Certificate = now;
        Changed(host, holder, now);
    }

    /// <summary>Notes that a ticket was given; true when it is one for a certificate that the host asked for moments ago.</summary>
    public bool TicketGiven(IpAddr host, KerberosEvent ticket)
    {
        var holder = _holders.GetOrAdd(host, static _ => new Holder());
        if (ticket.ClientName is { } client && !client.AsSpan(0, client.IndexOf('/') is >= 0 and var end ? end : client.Length).EndsWith("$") && !holder.UsesKerberos)
        {
            holder.UsesKerberos = true;
            Changed(host, holder, ticket.Started);
        }
        return ticket is { RequestType: "AS", PreAuthentication: { } proofs } && (proofs.Contains(PublicKeyRequest) || proofs.Contains(OldPublicKeyRequest))
            && holder.Certificate != Timestamp.MinValue && ticket.Started - holder.Certificate <= CertificateIsNews;
    }

    /// <summary>Whether this is NTLM with an account of the domain from a host that uses Kerberos there.</summary>
    public bool FallsBack(IpAddr host, NtlmEvent logon) =>
        logon is { User.Length: > 0, Domain: { Length: > 0 } domain } && !logon.User.EndsWith('$')
        && (domain.Equals(logon.ServerNetBiosDomain, StringComparison.OrdinalIgnoreCase) || domain.Equals(logon.ServerDnsDomain, StringComparison.OrdinalIgnoreCase))
        && !domain.Equals(logon.ServerNetBiosComputer, StringComparison.OrdinalIgnoreCase)
        && _holders.TryGet(host, out var holder) && holder.UsesKerberos;

    /// <inheritdoc/>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!IpAddr.TryParse(key[Prefix.Length..], out var host) || value.Length != ValueBytes) throw new FormatException("no holder of tickets");
        var holder = _holders.GetOrAdd(host, static _ => new Holder());
        (holder.UsesKerberos, holder.Certificate) = (value[0] != 0, new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(value[1..])));
        return true;
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        Span<byte> value = stackalloc byte[ValueBytes];
        foreach (var (host, (holder, time)) in _changed)
        {
            if (memory.KeepsNothing) continue;
            value[0] = holder.UsesKerberos ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteInt64LittleEndian(value[1..], holder.Certificate.Nanoseconds);
            memory.Keep($"{Prefix}{host}", value, time);
        }
        _changed.Clear();
    }

    private void Changed(IpAddr host, Holder holder, Timestamp now)
    {
        if (_changed.Count < capacity) _changed[host] = (holder, now); // a replay without a memory never saves
    }
}
