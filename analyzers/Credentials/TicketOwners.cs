using System.Buffers.Binary;
using System.Globalization;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>
/// Which host each ticket was given to. A ticket is bound to a key that only its owner was told; who shows another's has taken both out of its memory.
/// </summary>
internal sealed class TicketOwners(int tickets)
{
    private const string Prefix = "ticket ";
    private const uint Forwarded = 0x2000_0000;  // KDC option 2 (RFC 4120 §5.4.1): asked for in order to be handed to a service, which then shows it
    private const int ValueBytes = 24;           // address 16, time 8
    private const int UnsavedKept = 100_000;     // a replay without a memory never saves

    private readonly BoundedMap<ulong, Owner> _owners = new(tickets);
    private readonly List<ulong> _unsaved = [];

    /// <summary>Tickets that had to make room.</summary>
    public long Evictions => _owners.Evictions;

    private readonly record struct Owner(IpAddr Host, Timestamp Given);

    /// <summary>Notes to whom a ticket was given.</summary>
    public void Given(KerberosEvent ticket, FlowIdentity flow)
    {
        if (ticket is not { Success: true, TicketMark: { } mark } || (ticket.RequestType == "TGS" && (ticket.Options & Forwarded) != 0)) return;
        _owners.GetOrAdd(mark, _ => new Owner(flow.Originator, ticket.Started));
        if (_unsaved.Count < UnsavedKept) _unsaved.Add(mark);
    }

    /// <summary>The host to which the ticket was given; null when nobody saw it given.</summary>
    public IpAddr? OwnerOf(ulong mark) => _owners.TryGet(mark, out var owner) ? owner.Host : null;

    /// <summary>Takes back a ticket; false when the key is of something else.</summary>
    /// <exception cref="FormatException">It is no ticket.</exception>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (value.Length != ValueBytes || !ulong.TryParse(key.AsSpan(Prefix.Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var mark)) throw new FormatException("no ticket");
        var host = new IpAddr(BinaryPrimitives.ReadUInt64LittleEndian(value), BinaryPrimitives.ReadUInt64LittleEndian(value[8..]));
        var owner = new Owner(host, new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(value[16..])));
        _owners.GetOrAdd(mark, _ => owner);
        return true;
    }

    /// <summary>Tells the tickets that are new.</summary>
    public void Save(IMemory memory)
    {
        Span<byte> value = stackalloc byte[ValueBytes];
        foreach (var mark in _unsaved)
        {
            if (memory.KeepsNothing || !_owners.TryGet(mark, out var owner)) continue;
            BinaryPrimitives.WriteUInt64LittleEndian(value, owner.Host.High);
            BinaryPrimitives.WriteUInt64LittleEndian(value[8..], owner.Host.Low);
            BinaryPrimitives.WriteInt64LittleEndian(value[16..], owner.Given.Nanoseconds);
            memory.Keep($"{Prefix}{mark:x16}", value, owner.Given);
        }
        _unsaved.Clear();
    }
}
