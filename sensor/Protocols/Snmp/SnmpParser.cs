using NetSensor.Events;
using NetSensor.Protocols.Framing;
using NetSensor.Protocols.Asn1;
using NetSensor.Wire;

namespace NetSensor.Protocols.Snmp;

/// <summary>Counts what the messages of one flow ask and answer, keeps what the agent says of itself, and tells it at the end.</summary>
public sealed class SnmpParser : DatagramParser
{
    private const byte TimeTicks = 0x43;
    private const int MaxText = 1024;               // RFC 3418 allows 255 characters for each; some agents say more
    private const int MaxCommunity = 256;
    private const int MaxUser = 32;                 // RFC 3414 §5
    private const int MaxEngineId = 32;             // RFC 3411 §5

    private static ReadOnlySpan<byte> SystemGroup => [0x2b, 6, 1, 2, 1, 1]; // 1.3.6.1.2.1.1

    private SnmpSessionEvent? _session;

    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!SnmpMessage.TryRead(bytes, out var message)) return _session is null ? ParseResult.NotThis : ParseResult.Continue(bytes.Length);
        if (direction == Direction.FromResponder) flow.ConfirmService(SnmpProtocol.Service); // a trap to nobody proves nothing
        _session ??= new SnmpSessionEvent { Begin = flow.Now, Version = VersionName(message.Version) };
        _session.Duration = flow.Now - _session.Begin;
        Identify(_session, message);
        Count(_session, message);
        if (message.Pdu is SnmpPdu.Response or SnmpPdu.TrapV1 or SnmpPdu.TrapV2 or SnmpPdu.InformRequest)
            ReadSystem(_session, message.Bindings, direction, message.Pdu == SnmpPdu.Response ? flow.Now : null);
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow)
    {
        if (_session is not null) flow.Emit(_session);
        _session = null;
    }

    /// <inheritdoc/>
    public override void Reset() => _session = null;

    private static string VersionName(int version) => version switch { 0 => "1", 1 => "2c", _ => "3" };

    private static void Identify(SnmpSessionEvent session, in SnmpMessage message)
    {
        if (message.Version != 3)
        {
            session.Community ??= EscapedText.From(message.Community, MaxCommunity);
            return;
        }
        if (session.User is null && !message.User.IsEmpty) session.User = EscapedText.From(message.User, MaxUser);
        if (session.EngineId is null && message.EngineId.Length is > 0 and <= MaxEngineId) session.EngineId = Convert.ToHexStringLower(message.EngineId);
    }

    private static void Count(SnmpSessionEvent session, in SnmpMessage message)
    {
        if (message.IsEncrypted) session.Encrypted++;
        switch (message.Pdu)
        {
            case SnmpPdu.GetRequest or SnmpPdu.GetNextRequest:
                session.GetRequests += message.Count;
                break;
            case SnmpPdu.GetBulkRequest:
                session.GetBulkRequests += message.Count;
                break;
            case SnmpPdu.Response:
                session.GetResponses += message.Count;
                break;
            case SnmpPdu.SetRequest:
                session.SetRequests += message.Count;
                break;
            case SnmpPdu.TrapV1 or SnmpPdu.TrapV2 or SnmpPdu.InformRequest:
                session.Notifications++;
                break;
        }
    }

    /// <summary>Keeps the variables of the system group (RFC 3418 §2). A notification's time of the start is not told, as with Zeek.</summary>
    private static void ReadSystem(SnmpSessionEvent session, scoped ReadOnlySpan<byte> bindings, Direction direction, Timestamp? now)
    {
        while (SnmpMessage.TryBinding(ref bindings, out var name, out var tag, out var value)) // ends: each turn consumes a binding
        {
            if (name.Length != SystemGroup.Length + 2 || !name.StartsWith(SystemGroup) || name[^1] != 0) continue;
            switch (name[^2])
            {
                case 1: session.DisplayString ??= Text(tag, value); break;
                case 2 when tag == (byte)DerTag.ObjectIdentifier: session.ObjectId ??= ObjectIdentifier.Text(value); break;
                case 3 when tag == TimeTicks && now is { } seen && SnmpMessage.Number(value) is { } ticks and <= uint.MaxValue:
                    session.UpSince = seen - TimeSpan.FromMilliseconds((long)ticks * 10);
                    break;
                case 4: session.Contact ??= Text(tag, value); break;
                case 5: session.Name ??= Text(tag, value); break;
                case 6: session.Location ??= Text(tag, value); break;
                default: continue;
            }
            session.AgentIsResponder = direction == Direction.FromResponder;
        }
    }

    private static string? Text(byte tag, ReadOnlySpan<byte> value) => tag == (byte)DerTag.OctetString ? EscapedText.From(value, MaxText) : null;
}
