using NetSensor.Events;
using NetSensor.Protocols.Dhcp;
using NetSensor.Wire;

namespace NetSensor.Protocols.Dhcp6;

/// <summary>The DHCPv6 of one flow: an event per message, relays looked through.</summary>
public sealed class Dhcp6Parser : IProtocolParser
{
    private const int MaxMessages = 10_000;     // as DHCP for IPv4
    private const int MaxRelays = 8;            // RFC 8415 §7.6: HOP_COUNT_LIMIT
    private const ushort Ethernet = 1;
    private const int MacLength = 6;

    private int _messages;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!Dhcp6Message.TryRead(bytes, out var message)) return _messages == 0 ? ParseResult.NotThis : ParseResult.Continue(bytes.Length);
        if (_messages++ < MaxMessages) Tell(message, direction, flow);
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

    private static void Tell(Dhcp6Message message, Direction direction, IFlowContext flow)
    {
        var relay = message.IsRelayed ? message.Options : default;
        IpAddr? peer = null;
        for (var relays = 0; message.IsRelayed; relays++) // ends: counts up
        {
            relay = message.Options;
            peer = message.Peer;
            if (relays == MaxRelays || !Dhcp6Message.TryFind(relay, Dhcp6Option.RelayMessage, out var inside) || !Dhcp6Message.TryRead(inside, out message)) return;
        }
        var options = message.Options;
        var fromClient = IsClients(message.Type);
        flow.Emit(new Dhcp6MessageEvent
        {
            MessageType = message.Type,
            TransactionId = message.TransactionId,
            Sender = flow.Sender(direction),
            Receiver = flow.Receiver(direction),
            Client = peer ?? (fromClient ? flow.Sender(direction) : flow.Receiver(direction)),
            ClientMac = ClientMac(relay, peer is not null, fromClient ? flow.SenderMac(direction) : flow.SenderMac(Other(direction))),
            ClientDuid = Dhcp6Message.Duid(options, Dhcp6Option.ClientId),
            DuidMac = Dhcp6Message.DuidMac(options),
            ServerDuid = Dhcp6Message.Duid(options, Dhcp6Option.ServerId),
            ClientFqdn = Dhcp6Message.Fqdn(options),
            VendorClass = Dhcp6Message.VendorClass(options),
            OptionRequest = Dhcp6Message.OptionRequest(options),
            Addresses = Dhcp6Message.Addresses(options),
            Prefixes = Dhcp6Message.Prefixes(options),
            NameServers = Dhcp6Message.NameServers(options),
            RelayInterface = Dhcp6Message.TryFind(relay, Dhcp6Option.InterfaceId, out var port) ? DhcpText.TextOrHex(port) : null,
            RelayRemoteId = Dhcp6Message.TryFind(relay, Dhcp6Option.RemoteId, out var remote) && remote.Length > 4 ? DhcpText.TextOrHex(remote[4..]) : null,
        });
    }

    private static MacAddress ClientMac(ReadOnlySpan<byte> relay, bool isRelayed, MacAddress ofFrame)
    {
        if (!isRelayed) return ofFrame.IsGroup ? default : ofFrame;
        if (!Dhcp6Message.TryFind(relay, Dhcp6Option.ClientLinkLayer, out var value) || value.Length != MacLength + 2) return default;
        return new ByteReader(value).U16() == Ethernet ? MacAddress.From(value[2..]) : default;
    }

    /// <summary>SOLICIT, REQUEST, CONFIRM, RENEW, REBIND, RELEASE, DECLINE, INFORMATION-REQUEST.</summary>
    private static bool IsClients(int type) => type is 1 or 3 or 4 or 5 or 6 or 8 or 9 or 11;

    private static Direction Other(Direction direction) => direction == Direction.FromOriginator ? Direction.FromResponder : Direction.FromOriginator;
}
