using NetSensor.Events;

namespace NetSensor.Protocols.OpenVpn;

/// <summary>Waits for the server's answer to a client's first packet, over UDP or, with lengths, over TCP.</summary>
public sealed class OpenVpnParser : IProtocolParser
{
    private const int LengthPrefix = 2;

    private readonly byte[] _session = new byte[8];
    private bool _asked;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var packet = bytes;
        if (flow.Transport == Transport.Tcp)
        {
            if (bytes.Length < LengthPrefix) return ParseResult.Continue(0);
            var length = (bytes[0] << 8) | bytes[1];
            if (bytes.Length < LengthPrefix + length) return length > OpenVpnMessage.LongestOpening ? ParseResult.NotThis : ParseResult.Continue(0);
            packet = bytes.Slice(LengthPrefix, length);
        }
        if (direction == Direction.FromOriginator)
        {
            if (_asked) return ParseResult.Continue(bytes.Length);               // sent again
            if (!OpenVpnMessage.IsClientReset(packet)) return ParseResult.NotThis;
            OpenVpnMessage.Session(packet).CopyTo(_session);
            _asked = true;
            return ParseResult.Continue(bytes.Length);
        }
        if (!_asked || !OpenVpnMessage.IsServerReset(packet, _session)) return ParseResult.NotThis;
        flow.ConfirmService(OpenVpnProtocol.Service);
        return ParseResult.Done;
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset()
    {
        _asked = false;
        _session.AsSpan().Clear();
    }
}
