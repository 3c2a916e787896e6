using System.Globalization;
using NetSensor.Events;
using NetSensor.Protocols.Asn1;
using NetSensor.Protocols.Gssapi;
using NetSensor.Protocols.Ntlm;

namespace NetSensor.Protocols.Ldap;

/// <summary>What one session asks besides searches: pairs each request with its answer, and tells it then, or when the answer cannot come any more.</summary>
internal sealed class LdapOperations
{
    private const string Service = "ldap";
    private const int SaslBindInProgress = 14;

    private readonly LdapPending<LdapOperationEvent> _open = new();
    private readonly AuthenticationExchange _authentication = new(Service, namesServices: false);

    /// <summary>Whether TLS begins behind the answer that was just read.</summary>
    public bool StartsTls { get; private set; }

    /// <summary>A request; searches are read elsewhere.</summary>
    public void OnRequest(LdapMessage message, IFlowContext flow)
    {
        if (_open.Take(message.Id) is { } before) flow.Emit(before);
        if (_open.IsFull) flow.Emit(_open.TakeOldest()!);
        var operation = new LdapOperationEvent { Started = flow.Now, MessageId = message.Id, Operation = LdapNames.Operation(message.Operation) };
        if (message.Operation == LdapOperation.BindRequest) OnBind(LdapBindRequest.Read(message.Body), operation, flow);
        else ReadRequest(message, operation);
        if (message.Operation is LdapOperation.UnbindRequest or LdapOperation.AbandonRequest) flow.Emit(operation);    // they have no answer
        else _open.Add(message.Id, operation);
    }

    /// <summary>An answer.</summary>
    public void OnAnswer(LdapMessage message, IFlowContext flow)
    {
        var result = LdapResult.Read(message.Body);
        var operation = _open.Take(message.Id)
            ?? new LdapOperationEvent { Started = flow.Now, MessageId = message.Id, Operation = LdapNames.Operation(message.Operation) };
        operation.ResultCode = result.Code;
        operation.Result = result.Code is { } code ? LdapNames.Result(code) : null;
        operation.Diagnostic = result.Diagnostic;
        if (message.Operation == LdapOperation.BindResponse) OnBindAnswer(result, operation, flow);
        StartsTls = message.Operation == LdapOperation.ExtendedResponse && result.Code == 0
            && operation.Object?.StartsWith(LdapNames.StartTls, StringComparison.Ordinal) == true;
        flow.Emit(operation);
    }

    /// <summary>Tells what cannot be answered any more.</summary>
    public void Close(IFlowContext flow)
    {
        while (_open.TakeOldest() is { } operation)                              // ends: each turn takes one away
        {
            TellClearTextLogin(operation, flow);
            flow.Emit(operation);
        }
        _authentication.Close(flow);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _open.Clear();
        _authentication.Reset();
        StartsTls = false;
    }

    private void OnBind(LdapBindRequest bind, LdapOperationEvent operation, IFlowContext flow)
    {
        operation.Version = bind.Version;
        operation.Operation = bind.Operation;
        operation.Object = bind.Name;
        operation.Argument = bind.HasPassword ? LdapOperationEvent.Redacted : bind.Mechanism;
        if (bind.Mechanism == ClearTextSasl) ReadPlain(bind.Token, operation);
        else if (!bind.Token.IsEmpty) _authentication.OnToken(bind.Token, flow);
    }

    private const string ClearTextSasl = "PLAIN";

    /// <summary>| authorisation name | 0 | name | 0 | password | (RFC 4616 §2).</summary>
    private static void ReadPlain(ReadOnlySpan<byte> token, LdapOperationEvent operation)
    {
        var first = token.IndexOf((byte)0);
        if (first < 0) return;
        var rest = token[(first + 1)..];
        var second = rest.IndexOf((byte)0);
        operation.User = LdapText.Name(second < 0 ? rest : rest[..second]);
    }

    private void OnBindAnswer(LdapResult result, LdapOperationEvent operation, IFlowContext flow)
    {
        var token = NtlmMessage.Begins(result.MatchedName) ? result.MatchedName : result.Credentials;
        var isOver = result.Code is { } code && code != SaslBindInProgress && NtlmMessage.TypeOf(token) != NtlmMessageType.Challenge;
        var outcome = !isOver ? LogonOutcome.Pending : result.Code == 0 ? LogonOutcome.Accepted : LogonOutcome.Refused(operation.Result);
        _authentication.OnReply(token, outcome, flow);
        operation.User ??= _authentication.Account;
        TellClearTextLogin(operation, flow);
    }

    private static void TellClearTextLogin(LdapOperationEvent operation, IFlowContext flow)
    {
        var isSimple = operation.Argument == LdapOperationEvent.Redacted;
        if (!isSimple && operation.Argument != ClearTextSasl) return;
        flow.Emit(new ClearTextLoginEvent
        {
            Started = operation.Started,
            Service = Service,
            Mechanism = isSimple ? "simple" : ClearTextSasl,
            User = isSimple ? operation.Object : operation.User,
            PasswordSeen = true,
            Success = operation.ResultCode is { } code ? code == 0 : null,
        });
    }

    private static void ReadRequest(LdapMessage message, LdapOperationEvent operation)
    {
        var body = message.Body;
        switch (message.Operation)
        {
            case LdapOperation.ModifyRequest or LdapOperation.AddRequest:
                operation.Object = LdapText.Name(ref body);
                operation.Attributes = LdapChanges.Attributes(ref body);
                break;
            case LdapOperation.ModifyNameRequest:
                operation.Object = LdapText.Name(ref body);
                operation.Argument = LdapText.Name(ref body);
                break;
            case LdapOperation.CompareRequest:
                operation.Object = LdapText.Name(ref body);
                break;
            case LdapOperation.DeleteRequest:
                operation.Object = LdapText.Name(body.Rest);
                break;
            case LdapOperation.AbandonRequest:
                if (!body.Rest.IsEmpty) operation.Object = Abandoned(body.Rest).ToString(CultureInfo.InvariantCulture);
                break;
            case LdapOperation.ExtendedRequest when body.TryRead((DerTag)0x80, out var identifier) && LdapText.Name(identifier) is { } name:
                operation.Object = $"{name} ({LdapNames.Extended(name)})";
                break;
        }
    }

    private static long Abandoned(ReadOnlySpan<byte> id)
    {
        long value = 0;
        foreach (var octet in id[..Math.Min(id.Length, sizeof(int))]) value = (value << 8) | octet;
        return value;
    }
}
