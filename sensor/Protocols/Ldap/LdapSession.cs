using NetSensor.Events;

namespace NetSensor.Protocols.Ldap;

/// <summary>One client with one server, over TCP or UDP: hands its messages to those who pair them.</summary>
internal sealed class LdapSession
{
    private readonly LdapSearches _searches = new();
    private readonly LdapOperations _operations = new();
    private bool _toldSealed;

    /// <summary>Whether TLS begins behind the message that was just read (RFC 4511 §4.14).</summary>
    public bool StartsTls => _operations.StartsTls;

    /// <summary>Takes a message of which the end may be cut.</summary>
    public void OnMessage(ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        if (!LdapMessage.TryRead(bytes, out var message)) return;
        switch (message.Operation)
        {
            case LdapOperation.SearchRequest: _searches.OnRequest(message.Id, message.Body, flow); break;
            case LdapOperation.SearchEntry: _searches.OnEntry(message.Id, flow); break;
            case LdapOperation.SearchReference: _searches.OnReference(message.Id, flow); break;
            case LdapOperation.SearchDone: _searches.OnDone(message.Id, LdapResult.Read(message.Body), flow); break;
            case LdapOperation.Intermediate: break;
            case LdapOperation.BindResponse or LdapOperation.ModifyResponse or LdapOperation.AddResponse or LdapOperation.DeleteResponse
                or LdapOperation.ModifyNameResponse or LdapOperation.CompareResponse or LdapOperation.ExtendedResponse:
                _operations.OnAnswer(message, flow);
                break;
            default: _operations.OnRequest(message, flow); break;
        }
    }

    /// <summary>Messages are encrypted from here on.</summary>
    public void OnSealed(string? mechanism, IFlowContext flow)
    {
        if (_toldSealed) return;
        _toldSealed = true;
        flow.Emit(new LdapSealedEvent { Mechanism = mechanism });
    }

    /// <summary>Tells what cannot be answered any more.</summary>
    public void Close(IFlowContext flow)
    {
        _searches.Close(flow);
        _operations.Close(flow);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _searches.Reset();
        _operations.Reset();
        _toldSealed = false;
    }
}
