using NetSensor.Events;
using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Ldap;

/// <summary>Follows LDAP over UDP: one message or several in each datagram ([MS-ADTS] §6.3.3).</summary>
public sealed class LdapDatagramParser : IProtocolParser
{
    private readonly LdapSession _session = new();
    private bool _confirmed;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var rest = bytes;
        while (LdapMessage.Judge(rest, direction) == ProbeVerdict.Yes)           // ends: each turn takes a message off
        {
            _confirmed = true;
            flow.ConfirmService(LdapProtocol.DatagramService);
            _session.OnMessage(rest, flow);
            rest = rest[(int)Math.Min(rest.Length, new DerReader(rest).NextLength)..];
        }
        return _confirmed ? ParseResult.Continue(bytes.Length) : ParseResult.NotThis;
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Continue(0);

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) => _session.Close(flow);

    /// <inheritdoc/>
    public void Reset()
    {
        _session.Reset();
        _confirmed = false;
    }
}
