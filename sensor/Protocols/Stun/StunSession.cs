using NetSensor.Events;

namespace NetSensor.Protocols.Stun;

/// <summary>Gathers what the STUN messages of one flow say.</summary>
internal sealed class StunSession
{
    private const int MaxText = 763;                // RFC 8489 §14.14: SOFTWARE, REALM; 128 characters

    private const int Request = 0, Success = 2, Failure = 3;

    private StunSessionEvent? _told;

    /// <summary>Whether a message was seen.</summary>
    public bool HasBegun => _told is not null;

    /// <summary>Takes in a message.</summary>
    public void OnMessage(in StunMessage message, IFlowContext flow)
    {
        var told = _told ??= new StunSessionEvent { Begin = flow.Now };
        told.IsRelay |= message.IsRelay;
        if (message.Class == Request)
        {
            told.Requests++;
            told.ClientSoftware ??= Text(message, StunMessage.Software);
            told.User ??= Text(message, StunMessage.User);
            if (told.IsRelay) told.PeerAddress ??= message.Address(StunMessage.PeerAddress)?.Address;
        }
        if (message.Class is not (Success or Failure)) return;
        told.Answers++;
        flow.ConfirmService(StunProtocol.Service);
        told.ServerSoftware ??= Text(message, StunMessage.Software);
        told.Realm ??= Text(message, StunMessage.Realm);
        if (told.MappedAddress is null && message.Address(StunMessage.MappedAddress) is { } mapped) (told.MappedAddress, told.MappedPort) = (mapped.Address, mapped.Port);
        told.RelayedAddress ??= message.Address(StunMessage.RelayedAddress)?.Address;
        if (message.TryFind(StunMessage.ErrorCode, out var error) && error.Length >= 4) told.Error = (error[2] & 7) * 100 + error[3];
    }

    /// <summary>Tells what was gathered.</summary>
    public void Close(IFlowContext flow)
    {
        if (_told is not null) flow.Emit(_told);
        _told = null;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => _told = null;

    private static string? Text(in StunMessage message, int attribute) => message.TryFind(attribute, out var value) ? EscapedText.From(value, MaxText) : null;
}
