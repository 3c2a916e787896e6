using System.Globalization;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Connections;

/// <summary>A connection by its addresses and ports, whoever seems to have opened it.</summary>
internal readonly record struct ConnectionKey(Transport Transport, IpAddr Low, ushort LowPort, IpAddr High, ushort HighPort)
{
    /// <summary>The connection of a flow.</summary>
    public static ConnectionKey Of(FlowIdentity flow)
    {
        var isOrdered = flow.Originator.CompareTo(flow.Responder) is var order && (order < 0 || (order == 0 && flow.OriginatorPort <= flow.ResponderPort));
        return isOrdered
            ? new ConnectionKey(flow.Transport, flow.Originator, flow.OriginatorPort, flow.Responder, flow.ResponderPort)
            : new ConnectionKey(flow.Transport, flow.Responder, flow.ResponderPort, flow.Originator, flow.OriginatorPort);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ConnectionKey Read(string text)
    {
        if (text.Split(' ') is not [var transport, var low, var lowPort, var high, var highPort] || !Enum.TryParse<Transport>(transport, out var kind)) throw new FormatException($"no connection: '{text}'");
        return new ConnectionKey(kind, IpAddr.Parse(low), ushort.Parse(lowPort, CultureInfo.InvariantCulture), IpAddr.Parse(high), ushort.Parse(highPort, CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Transport} {Low} {LowPort} {High} {HighPort}");
}
