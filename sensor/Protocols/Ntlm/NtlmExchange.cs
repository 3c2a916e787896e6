using NetSensor.Events;
using NetSensor.Protocols.Gssapi;

namespace NetSensor.Protocols.Ntlm;

/// <summary>Puts the messages of one NTLM logon after the other together, and tells each logon when its outcome is known, or cannot come any more.</summary>
internal sealed class NtlmExchange(string carrier)
{
    private NtlmEvent? _logon;
    private bool _answered;

    /// <summary>The last logon, told or not; null before the first.</summary>
    public NtlmEvent? Last { get; private set; }

    /// <summary>Takes a message.</summary>
    public void OnMessage(ReadOnlySpan<byte> message, IFlowContext flow)
    {
        switch (NtlmMessage.TypeOf(message))
        {
            case NtlmMessageType.Negotiate:
                if (_answered) Close(flow);                                // a new logon before the verdict on the last
                OnNegotiate(NtlmNegotiate.Read(message), flow);
                break;
            case NtlmMessageType.Challenge:
                if (_answered) Close(flow);
                OnChallenge(NtlmChallenge.Read(message), flow);
                break;
            case NtlmMessageType.Authenticate:
                OnAuthenticate(NtlmAuthenticate.Read(message), flow);
                break;
        }
    }

    /// <summary>Keeps the status of an answer whose token is still to be read.</summary>
    public void Note(string? status)
    {
        if (_logon is { } logon) logon.Status ??= status;
    }

    /// <summary>Takes the verdict on the logon, if there is one under way.</summary>
    public void Conclude(LogonOutcome outcome, IFlowContext flow)
    {
        if (_logon is not { } logon || outcome.Success is null) return;
        logon.Success = outcome.Success;
        logon.Status ??= outcome.Status;
        Close(flow);
    }

    /// <summary>Tells the logon whose outcome cannot come any more.</summary>
    public void Close(IFlowContext flow)
    {
        if (_logon is { } logon) flow.Emit(logon);
        _logon = null;
        _answered = false;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        (_logon, Last) = (null, null);
        _answered = false;
    }

    private NtlmEvent Logon(IFlowContext flow) => Last = _logon ??= new NtlmEvent { Started = flow.Now, Carrier = carrier };

    private void OnNegotiate(NtlmNegotiate negotiate, IFlowContext flow)
    {
        var logon = Logon(flow);
        logon.Flags = (uint)negotiate.Flags;
        logon.ClientVersion = negotiate.Version;
    }

    private void OnChallenge(NtlmChallenge challenge, IFlowContext flow)
    {
        var logon = Logon(flow);
        logon.Flags = (uint)challenge.Flags;
        logon.ServerChallenge = challenge.Challenge;
        logon.TargetName = challenge.TargetName;
        logon.ServerVersion = challenge.Version;
        logon.ServerNetBiosComputer = challenge.Info.NetBiosComputer;
        logon.ServerNetBiosDomain = challenge.Info.NetBiosDomain;
        logon.ServerDnsComputer = challenge.Info.DnsComputer;
        logon.ServerDnsDomain = challenge.Info.DnsDomain;
        logon.ServerDnsTree = challenge.Info.DnsTree;
    }

    private void OnAuthenticate(NtlmAuthenticate answer, IFlowContext flow)
    {
        _answered = true;
        var logon = Logon(flow);
        if (answer.Flags != 0) logon.Flags = (uint)answer.Flags;
        logon.User = answer.User;
        logon.Domain = answer.Domain;
        logon.Workstation = answer.Workstation;
        logon.ClientVersion = answer.Version ?? logon.ClientVersion;
        logon.LmResponseLength = answer.LmLength;
        logon.NtResponseLength = answer.NtLength;
        logon.Response = answer.Response;
        logon.TargetSpn = answer.Info.TargetSpn;
        logon.HasIntegrityCode = answer.Info.HasIntegrityCode;
    }
}
