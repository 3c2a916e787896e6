using NetSensor.Events;
using NetSensor.Protocols.Asn1;
using NetSensor.Protocols.Gssapi;

namespace NetSensor.Protocols.Kerberos;

/// <summary>Pairs the requests of one flow with their replies, and tells each pair when the reply is there, or cannot come any more.</summary>
internal sealed class KerberosExchange(string carrier)
{
    private KerberosEvent? _pending;

    /// <summary>The last exchange, told or not; null before the first.</summary>
    public KerberosEvent? Last { get; private set; }

    /// <summary>Takes a message, of which the end may be cut; false when it is none that is read.</summary>
    public bool OnMessage(ReadOnlySpan<byte> message, IFlowContext flow)
    {
        var reader = new DerReader(message);
        var type = KerberosMessage.TypeOf(message);
        if (type == KerberosMessageType.None || !reader.TryEnter(reader.Next, out var inside)) return false;
        switch (type)
        {
            case KerberosMessageType.AsRequest: OnRequest("AS", KdcRequest.Read(inside), flow); break;
            case KerberosMessageType.TgsRequest: OnRequest("TGS", KdcRequest.Read(inside), flow); break;
            case KerberosMessageType.AsReply: OnReply("AS", KdcReply.Read(inside), flow); break;
            case KerberosMessageType.TgsReply: OnReply("TGS", KdcReply.Read(inside), flow); break;
            case KerberosMessageType.ApRequest: OnApRequest(ApRequest.Read(inside), flow); break;
            case KerberosMessageType.ApReply when _pending is not null: Conclude(LogonOutcome.Accepted, flow); break;
            case KerberosMessageType.Error: OnError(KerberosError.Read(inside), flow); break;
        }
        return true;
    }

    /// <summary>Takes the verdict of the protocol around it, if an exchange is under way.</summary>
    public void Conclude(LogonOutcome outcome, IFlowContext flow)
    {
        if (_pending is not { } exchange || outcome.Success is null) return;
        exchange.Success = outcome.Success;
        exchange.ErrorText ??= outcome.Status;
        Close(flow);
    }

    /// <summary>Tells the exchange whose reply cannot come any more.</summary>
    public void Close(IFlowContext flow)
    {
        if (_pending is { } exchange) flow.Emit(exchange);
        _pending = null;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => (_pending, Last) = (null, null);

    private void OnRequest(string type, KdcRequest request, IFlowContext flow)
    {
        if (_pending is { } open && !IsRepeated(open, type, request)) Close(flow);
        var exchange = Pending(flow);
        exchange.RequestType = type;
        exchange.ClientName = request.Client;
        exchange.ClientRealm = type == "AS" ? request.Realm : null;
        exchange.ServiceName = request.Service;
        exchange.ServiceRealm = request.Realm;
        (exchange.From, exchange.Till, exchange.RenewTill) = (request.From, request.Till, request.RenewTill);
        exchange.Options = request.Options;
        exchange.OfferedEncryption = request.Encryption;
        exchange.PreAuthentication = request.PreAuthentication.Kinds;
        exchange.IsPreAuthenticated = request.PreAuthentication.Proves;
        exchange.ShownTicketEncryption = request.PreAuthentication.Shown.Encryption;
        exchange.ShownTicketRealm = request.PreAuthentication.Shown.Realm;
        exchange.ShownTicketMark = request.PreAuthentication.Shown.Mark;
        exchange.ImpersonatedUser = request.PreAuthentication.ImpersonatedUser;
        exchange.ShowsFurtherTicket = request.ShowsFurtherTicket;
        exchange.Workstation = request.Workstation;
    }

    /// <summary>Clients that wait in vain ask again over UDP, with another nonce.</summary>
    private static bool IsRepeated(KerberosEvent open, string type, KdcRequest request) =>
        open.RequestType == type && open.ClientName == request.Client && open.ServiceName == request.Service;

    private void OnReply(string type, KdcReply reply, IFlowContext flow)
    {
        if (_pending is { } open && open.RequestType != type) Close(flow);
        var exchange = Pending(flow);
        exchange.RequestType = type;
        if (exchange.ClientName is null) (exchange.ClientName, exchange.ClientRealm) = (reply.Client, reply.ClientRealm);
        exchange.ServiceName = reply.Ticket.Service;
        exchange.ServiceRealm = reply.Ticket.Realm;
        SetTicketEncryption(exchange, reply.Ticket);
        exchange.ReplyEncryption = reply.Encryption;
        Conclude(LogonOutcome.Accepted, flow);
    }

    private void OnApRequest(ApRequest request, IFlowContext flow)
    {
        Close(flow);
        var exchange = Pending(flow);
        exchange.RequestType = "AP";
        exchange.ServiceName = request.Ticket.Service;
        exchange.ServiceRealm = request.Ticket.Realm;
        SetTicketEncryption(exchange, request.Ticket);
        exchange.ReplyEncryption = request.AuthenticatorEncryption;
    }

    private static void SetTicketEncryption(KerberosEvent exchange, KerberosTicket ticket)
    {
        exchange.TicketEncryption = ticket.Encryption;
        exchange.TicketMark = ticket.Mark;
        exchange.TicketEncryptionName = ticket.Encryption is { } type ? KerberosNames.Encryption(type) : null;
    }

    private void OnError(KerberosError error, IFlowContext flow)
    {
        var exchange = Pending(flow);
        if (exchange.ClientName is null && exchange.ClientRealm is null) (exchange.ClientName, exchange.ClientRealm) = (error.Client, error.ClientRealm);
        exchange.ServiceName = error.Service ?? exchange.ServiceName;
        exchange.ServiceRealm ??= error.Realm;
        exchange.ErrorCode = error.Code;
        exchange.ErrorName = error.Code is { } code ? KerberosNames.Error(code) : null;
        exchange.ErrorText = error.Text;
        Conclude(LogonOutcome.Refused(status: null), flow);
    }

    private KerberosEvent Pending(IFlowContext flow) => Last = _pending ??= new KerberosEvent { Started = flow.Now, Carrier = carrier };
}
