using NetSensor.Events;
using NetSensor.Protocols.Framing;
using NetSensor.Wire;

namespace NetSensor.Protocols.Radius;

/// <summary>Puts a request, its challenges and its answer together, as Zeek does: what a flow says until a result is one exchange.</summary>
public sealed class RadiusParser : DatagramParser
{
    private const int MaxText = 253;                // RFC 2865 §5: what an attribute holds

    private RadiusExchangeEvent? _open;

    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (RadiusMessage.Judge(bytes) != ProbeVerdict.Yes) return _open is null ? ParseResult.NotThis : ParseResult.Continue(bytes.Length);
        flow.ConfirmService(RadiusProtocol.Service);
        switch (RadiusMessage.Code(bytes))
        {
            case RadiusCode.AccountingRequest:
                Account(bytes, flow);
                break;
            case RadiusCode.AccessRequest:
                Ask(Open(flow), bytes);
                break;
            case RadiusCode.AccessChallenge:
                var challenged = Open(flow);
                challenged.FramedAddress ??= Address(bytes, RadiusAttribute.FramedAddress);
                challenged.ReplyMessage ??= Text(bytes, RadiusAttribute.ReplyMessage);
                break;
            case RadiusCode.AccessAccept:
                Open(flow).UserAddress = Address(bytes, RadiusAttribute.FramedAddress);
                Finish("success", flow);
                break;
            case RadiusCode.AccessReject:
                Finish("failed", flow);
                break;
            case not RadiusCode.AccountingResponse:
                Open(flow);
                break;
        }
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow)
    {
        if (_open is null) return;
        _open.Result = "unknown";
        flow.Emit(_open);
        _open = null;
    }

    /// <inheritdoc/>
    public override void Reset() => _open = null;

    private RadiusExchangeEvent Open(IFlowContext flow) => _open ??= new RadiusExchangeEvent { Begin = flow.Now };

    private void Finish(string result, IFlowContext flow)
    {
        var told = Open(flow);
        told.Result = result;
        if (flow.Now > told.Begin) told.RoundTrip = flow.Now - told.Begin;
        flow.Emit(told);
        _open = null;
    }

    private static void Ask(RadiusExchangeEvent told, scoped ReadOnlySpan<byte> bytes)
    {
        told.UserName ??= Text(bytes, RadiusAttribute.UserName);
        told.CallingStation ??= Text(bytes, RadiusAttribute.CallingStation);
        told.CalledStation ??= Text(bytes, RadiusAttribute.CalledStation);
        told.NasIdentifier ??= Text(bytes, RadiusAttribute.NasIdentifier);
        told.NasAddress ??= Address(bytes, RadiusAttribute.NasAddress);
        told.TunnelClient ??= Text(bytes, RadiusAttribute.TunnelClient);
        told.ConnectInfo ??= Text(bytes, RadiusAttribute.ConnectInfo);
    }

    private static void Account(scoped ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        var told = new RadiusExchangeEvent { Begin = flow.Now, IsAccounting = true, UserAddress = Address(bytes, RadiusAttribute.FramedAddress) };
        Ask(told, bytes);
        if (RadiusMessage.TryFind(bytes, RadiusAttribute.AccountingStatus, out var status) && status.Length == sizeof(int))
            told.AccountingStatus = (int)new ByteReader(status).U32();
        flow.Emit(told);
    }

    private static string? Text(ReadOnlySpan<byte> bytes, RadiusAttribute wanted) =>
        RadiusMessage.TryFind(bytes, wanted, out var value) ? EscapedText.From(value, MaxText) : null;

    private static IpAddr? Address(ReadOnlySpan<byte> bytes, RadiusAttribute wanted) =>
        RadiusMessage.TryFind(bytes, wanted, out var value) && value.Length == sizeof(uint) ? IpAddr.FromIPv4(value) : null;
}
