using NetSensor.Enrichment.Inventory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment.Inventory;

/// <summary>Tells a directory what happens on a small network, in the order of time.</summary>
internal sealed class HostStory
{
    /// <summary>When the story begins.</summary>
    public static readonly Timestamp Noon = Timestamp.FromUnix(1_700_000_000);

    /// <summary>The directory that listens.</summary>
    public HostDirectory Hosts { get; } = new(new InventoryOptions(), HomeNetworks.Private);

    /// <summary>Who else listens.</summary>
    public Action<SensorEvent>? Told { get; init; }

    /// <summary>A moment of the story.</summary>
    public static Timestamp At(double minutes) => Noon + TimeSpan.FromMinutes(minutes);

    /// <summary>A hardware address of no known maker.</summary>
    public static MacAddress Mac(int number) => new(0x0200_0000_0000UL + (uint)number);

    /// <summary>The network says something of a host.</summary>
    public void Fact(double minutes, string? address, MacAddress mac, HostFactKind kind, string value, string source, TimeSpan? lifetime = null) =>
        Tell(minutes, null, new HostFactEvent
        {
            Address = address is null ? null : IpAddr.Parse(address), Mac = mac, Kind = kind, Value = value, Source = source,
            ValidFrom = At(minutes), ValidTo = lifetime is { } span ? At(minutes) + span : null,
        });

    /// <summary>A host announces its address.</summary>
    public void Announces(double minutes, MacAddress mac, string address) => Fact(minutes, address, default, HostFactKind.HardwareAddress, mac.ToString(), "arp");

    /// <summary>A server gives an address to a host.</summary>
    public void Leases(double minutes, MacAddress mac, string address, double hours) =>
        Fact(minutes, address, default, HostFactKind.HardwareAddress, mac.ToString(), "dhcp", TimeSpan.FromHours(hours));

    /// <summary>A flow of a second, answered, from its start at that minute.</summary>
    public FlowEvent Flow(double minutes, string from, MacAddress fromMac, string to, MacAddress toMac, ushort port = 443)
    {
        var ended = new FlowEvent { ConnectionState = "SF", History = "ShADadfF", Duration = TimeSpan.FromSeconds(1), OriginatorPackets = 5, ResponderPackets = 5 };
        Tell(minutes + 1.0 / 60, Identity(minutes, from, fromMac, to, toMac, port), ended);
        return ended;
    }

    /// <summary>Somebody logs on with Kerberos.</summary>
    public void LogsOn(double minutes, string from, string user) =>
        Tell(minutes, Identity(minutes, from, default, "10.0.0.250", default, 88),
            new KerberosEvent { Started = At(minutes), Carrier = "krb_tcp", ClientName = user, ClientRealm = "CORP.EXAMPLE", Success = true });

    /// <summary>The five-tuple of a flow.</summary>
    public static FlowIdentity Identity(double minutes, string from, MacAddress fromMac, string to, MacAddress toMac, ushort port) => new()
    {
        Uid = "CTest", CommunityId = "1:test", Order = 1, Start = At(minutes), Transport = Transport.Tcp, Protocol = IpProtocol.Tcp,
        Originator = IpAddr.Parse(from), OriginatorPort = 40_000, OriginatorMac = fromMac, Responder = IpAddr.Parse(to), ResponderPort = port, ResponderMac = toMac,
    };

    /// <summary>Something happens.</summary>
    public void Tell(double minutes, FlowIdentity? flow, SensorEvent happened)
    {
        happened.Stamp(At(minutes), flow, 0);
        Hosts.Emit(happened);
        Told?.Invoke(happened);
    }
}
