using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Sip;

/// <summary>
/// The SIP of one flow. Pairs as Zeek does: per side that asks there is one open request; whatever it says until a final answer belongs to it (an
/// ACK begins the next). A side's answers belong to what the other side asked.
/// </summary>
internal sealed class SipSession
{
    private const int FirstFinal = 200;

    private readonly SipTransaction?[] _open = new SipTransaction?[2];     // per side that asks

    /// <summary>Takes in a message.</summary>
    public void OnMessage(in TextMessage message, Direction direction, IFlowContext flow)
    {
        if (message.IsRequest)
        {
            if (!IsCommon(message.Method)) flow.Weird("unknown_SIP_method", EscapedText.From(message.Method, byte.MaxValue));
            Open((int)direction, flow).Request(message);
            return;
        }
        flow.ConfirmService(SipProtocol.Service);
        var asker = 1 - (int)direction;
        var transaction = Open(asker, flow);
        transaction.Answer(message);
        flow.Emit(transaction.ToEvent());
        if (message.Status >= FirstFinal) _open[asker] = null;
    }

    /// <summary>Tells what was not finally answered.</summary>
    public void Close(IFlowContext flow)
    {
        foreach (ref var open in _open.AsSpan())
        {
            if (open is not null) flow.Emit(open.ToEvent());
            open = null;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => Array.Clear(_open);

    private SipTransaction Open(int asker, IFlowContext flow) => _open[asker] ??= new SipTransaction(flow.Now, asker == (int)Direction.FromOriginator);

    /// <summary>The methods that Zeek expects; others are told as odd.</summary>
    private static bool IsCommon(ReadOnlySpan<byte> method) =>
        Lines.Is(method, "REGISTER"u8) || Lines.Is(method, "INVITE"u8) || Lines.Is(method, "ACK"u8) || Lines.Is(method, "CANCEL"u8)
        || Lines.Is(method, "BYE"u8) || Lines.Is(method, "OPTIONS"u8) || Lines.Is(method, "NOTIFY"u8) || Lines.Is(method, "SUBSCRIBE"u8);
}
