using System.Runtime.CompilerServices;
using NetSensor.Events;
using NetSensor.Flows.Table;

namespace NetSensor.Flows.Tcp;

/// <summary>The history letters of a TCP flow, as Zeek's documentation of conn.log describes them.</summary>
internal static class TcpHistory
{
    private const int SynBit = 1, FinBit = 2, RstBit = 4, FinRstBit = 8, DataBit = 16, AckBit = 32, MultiFlagBit = 64;
    private const int ResponderShift = 8;

    /// <summary>The bit of <see cref="FlowRecord.HistorySeen"/> that a segment without SYN, FIN and RST asks for.</summary>
    public static ushort PlainLetter(Direction direction, bool hasData) =>
        (ushort)((hasData ? DataBit : AckBit) << (direction == Direction.FromOriginator ? 0 : ResponderShift));

    /// <summary>Adds the letters of one segment.</summary>
    public static void Add(ref FlowRecord flow, ref TcpEndpoint sender, Direction direction, in TcpSegment segment, long position, FlowContext context)
    {
        var flags = (segment.Syn ? 1 : 0) + (segment.Fin ? 1 : 0) + (segment.Rst ? 1 : 0);
        if (flags > 1)
        {
            if (segment.Fin && segment.Rst) Once(ref flow, direction, FinRstBit, 'I', context);
            else Once(ref flow, direction, MultiFlagBit, 'Q', context);
        }
        else if (segment.Syn) OncePerPosition(ref flow, direction, SynBit, segment.Ack ? 'H' : 'S', ref sender.LastSyn, position, context);
        else if (segment.Fin) OncePerPosition(ref flow, direction, FinBit, 'F', ref sender.LastFin, position + segment.Length, context);
        else if (segment.Rst) OncePerPosition(ref flow, direction, RstBit, 'R', ref sender.LastRst, position, context);
        else if (segment.Length > 0) Once(ref flow, direction, DataBit, 'D', context);
        else if (segment.Ack) Once(ref flow, direction, AckBit, 'A', context);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    private static bool Once(ref FlowRecord flow, Direction direction, int bit, char letter, FlowContext context)
    {
        var mask = (ushort)(direction == Direction.FromOriginator ? bit : bit << ResponderShift);
        if ((flow.HistorySeen & mask) != 0) return false;
        flow.HistorySeen |= mask;
        context.AddHistory(ref flow, letter, direction);
        return true;
    }

    private static void OncePerPosition(ref FlowRecord flow, Direction direction, int bit, char letter, ref uint last, long position, FlowContext context)
    {
        if (!Once(ref flow, direction, bit, letter, context) && unchecked((uint)position) != last) context.AddHistory(ref flow, letter, direction);
        last = unchecked((uint)position);
    }
}
