using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Dhcp;

/// <summary>The DHCP of one flow: each message is an event; who belongs together is found out behind the merge, since a conversation has several flows.</summary>
public sealed class DhcpParser : IProtocolParser
{
    private const ushort ServerPort = 67;
    private const ushort ClientPort = 68;
    private const int FlagsAndUuid = 17;
    private const int MaxMessages = 10_000;                 // of one flow: relays speak for hours; a flood beyond is not told any more
    private const byte CircuitId = 1;
    private const byte RemoteId = 2;
    private const string Source = "DHCP";

    private int _messages;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!DhcpMessage.TryRead(bytes, out var message)) return _messages == 0 ? ParseResult.NotThis : ParseResult.Continue(bytes.Length);
        flow.ConfirmService(DhcpProtocol.Name);
        var options = DhcpOptionValues.Of(message);
        if (options.IsCut)
        {
            flow.Weird("dhcp_option_past_end", null, Source);
            return ParseResult.Continue(bytes.Length);
        }
        if (_messages++ < MaxMessages) flow.Emit(Tell(message, options, direction, flow));
        else flow.Weird("dhcp_too_many_messages", null, Source);
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset() => _messages = 0;

    private static DhcpMessageEvent Tell(in DhcpMessage message, in DhcpOptionValues options, Direction direction, IFlowContext flow)
    {
        var hasId = options.TryFind(DhcpOption.ClientId, out var id) && !id.IsEmpty;
        var hasFqdn = options.TryFind(DhcpOption.ClientFqdn, out var fqdn);
        return new DhcpMessageEvent
        {
            Direction = direction,
            FromClient = IsFromClient(direction, flow),
            Operation = message.Operation,
            MessageType = options.Byte(DhcpOption.MessageType) ?? 0,
            TransactionId = message.TransactionId,
            ClientHardware = DhcpText.Hardware(message.Hardware),
            ClientMac = HasMac(message.Hardware) ? MacAddress.From(message.Hardware) : default,
            ClientAddress = message.ClientAddress,
            AssignedAddress = message.AssignedAddress,
            RelayAddress = message.RelayAddress,
            HostName = options.Text(DhcpOption.HostName),
            DomainName = options.TryFind(DhcpOption.DomainName, out var domain) ? EscapedText.From(domain.TrimEnd((byte)0), byte.MaxValue) : null,
            Routers = options.TryFind(DhcpOption.Routers, out var routers) ? DhcpText.Addresses(routers) : null,
            NameServers = options.TryFind(DhcpOption.NameServers, out var servers) ? DhcpText.Addresses(servers) : null,
            RequestedAddress = options.Address(DhcpOption.RequestedAddress),
            LeaseTime = options.Number(DhcpOption.LeaseTime) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            ServerIdentifier = options.Address(DhcpOption.ServerIdentifier),
            ParameterRequestList = options.TryFind(DhcpOption.ParameterRequestList, out var codes) ? DhcpText.Codes(codes) : null,
            Message = options.Text(DhcpOption.Message),
            MaxMessageSize = options.TryFind(DhcpOption.MaxMessageSize, out var size) && size.Length == 2 ? new ByteReader(size).U16() : null,
            VendorClass = options.Text(DhcpOption.VendorClass),
            ClientId = hasId ? DhcpText.ClientId(id[0], id[1..]) : null,
            ClientIdType = hasId ? id[0] : null,
            UserClass = options.TryFind(DhcpOption.UserClass, out var user) ? DhcpText.TextOrHex(user) : null,
            ClientFqdnText = hasFqdn ? EscapedText.From(DhcpText.FqdnBytes(fqdn), byte.MaxValue) : null,
            ClientFqdn = hasFqdn ? DhcpText.Fqdn(fqdn) : null,
            RelayCircuitId = SubOption(options, CircuitId),
            RelayRemoteId = SubOption(options, RemoteId),
            MachineId = options.TryFind(DhcpOption.MachineId, out var uuid) && uuid.Length == FlagsAndUuid ? new Guid(uuid[1..]).ToString() : null,
        };
    }

    /// <summary>Zeek's rule: what a flow's originator sends from no address, from the client's port or to the server's is a client's.</summary>
    private static bool IsFromClient(Direction direction, IFlowContext flow) =>
        direction == Direction.FromOriginator
        && (flow.Originator == IpAddr.FromIPv4(0) || flow.OriginatorPort == ClientPort || flow.ResponderPort == ServerPort);

    private static bool HasMac(ReadOnlySpan<byte> hardware) => hardware[6] == 0 && hardware[7] == 0;

    /// <summary>A part of the relay's option: <c>| code 1 | length 1 | value |</c> (RFC 3046 §2.0).</summary>
    private static string? SubOption(in DhcpOptionValues options, byte wanted)
    {
        if (!options.TryFind(DhcpOption.RelayAgent, out var value)) return null;
        var reader = new ByteReader(value);
        while (!reader.AtEnd) // ends: each turn consumes two bytes or returns
        {
            var code = reader.U8();
            var part = reader.Bytes(reader.U8());
            if (reader.Truncated) return null;
            if (code == wanted) return DhcpText.TextOrHex(part);
        }
        return null;
    }
}
