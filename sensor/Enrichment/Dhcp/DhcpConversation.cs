using System.Globalization;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Dhcp;

/// <summary>What the messages of one transaction said so far, put together by the rules of Zeek's dhcp.log.</summary>
internal sealed class DhcpConversation(uint transactionId, Timestamp begin)
{
    private const int EthernetClientId = 1;

    private static readonly string[] TypeNames =
    [
        "DISCOVER", "OFFER", "REQUEST", "DECLINE", "ACK", "NAK", "RELEASE", "INFORM", "FORCERENEW", "LEASEQUERY", "LEASEUNASSIGNED", "LEASEUNKNOWN",
        "LEASEACTIVE", "BULKLEASEQUERY", "LEASEQUERYDONE", "ACTIVELEASEQUERY", "LEASEQUERYSTATUS", "TLS",
    ];

    private static readonly IpAddr Nobody = IpAddr.FromIPv4(0);
    private static readonly IpAddr Everybody = IpAddr.FromIPv4(uint.MaxValue);

    private readonly List<string> _uids = [];
    private readonly List<string> _types = [];
    private IpAddr? _clientAddress, _serverAddress, _requested, _assigned;
    private string? _mac, _clientHardware, _hostName, _fqdn, _domain, _clientMessage, _serverMessage, _parameters, _vendorClass;
    private TimeSpan? _lease;

    public uint TransactionId { get; } = transactionId;
    public Timestamp Begin { get; } = begin;
    public Timestamp LastMessage { get; private set; } = begin;

    /// <summary>When it is looked at again, at the earliest.</summary>
    public Timestamp LookAt { get; set; }

    /// <summary>Flows of its messages.</summary>
    public int Flows => _uids.Count;

    /// <summary>Its messages.</summary>
    public int Messages => _types.Count;

    /// <summary>Takes a message.</summary>
    public void Add(DhcpMessageEvent message, FlowIdentity flow)
    {
        LastMessage = message.Time;
        if (!_uids.Contains(flow.Uid)) _uids.Add(flow.Uid);
        _types.Add(NameOf(message.MessageType));
        if (message.FromClient) AddRequest(message, flow);
        else AddAnswer(message, flow);
    }

    /// <summary>The whole of it.</summary>
    public DhcpConversationEvent Tell() => new()
    {
        Begin = Begin,
        Duration = LastMessage - Begin,
        Uids = _uids,
        MessageTypes = _types,
        ClientAddress = _clientAddress,
        ServerAddress = _serverAddress,
        Mac = _mac ?? _clientHardware,
        HostName = _hostName,
        ClientFqdn = _fqdn,
        Domain = _domain,
        RequestedAddress = _requested,
        AssignedAddress = _assigned,
        LeaseTime = _lease,
        ClientMessage = _clientMessage,
        ServerMessage = _serverMessage,
        ParameterRequestList = _parameters,
        VendorClass = _vendorClass,
    };

    private void AddRequest(DhcpMessageEvent message, FlowIdentity flow)
    {
        if (flow.Originator != Nobody && flow.Originator != Everybody) _clientAddress = flow.Originator;
        if (message.ClientIdType == EthernetClientId) _mac = message.ClientId;
        else _clientHardware = message.ClientHardware;
        _clientMessage = message.Message ?? _clientMessage;
        _hostName = message.HostName ?? _hostName;
        _fqdn = message.ClientFqdnText ?? _fqdn;
        _requested = message.RequestedAddress ?? _requested;
        _parameters = message.ParameterRequestList ?? _parameters;
        _vendorClass = message.VendorClass ?? _vendorClass;
    }

    private void AddAnswer(DhcpMessageEvent message, FlowIdentity flow)
    {
        if (message.AssignedAddress is { } assigned)
        {
            _serverAddress = message.Direction == Direction.FromOriginator ? flow.Originator : flow.Responder;
            _assigned = assigned;
        }
        _mac ??= message.ClientHardware;
        _clientAddress ??= _assigned;
        _serverMessage = message.Message ?? _serverMessage;
        _domain = message.DomainName ?? _domain;
        _lease = message.LeaseTime ?? _lease;
    }

    private static string NameOf(int type) =>
        type >= 1 && type <= TypeNames.Length ? TypeNames[type - 1] : string.Create(CultureInfo.InvariantCulture, $"unknown-message-type-{type}");
}
