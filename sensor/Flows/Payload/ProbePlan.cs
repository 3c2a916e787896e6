using NetSensor.Events;
using NetSensor.Protocols;

namespace NetSensor.Flows.Payload;

/// <summary>In which order the protocols of a transport are asked on a port: those that live there first, each group in the catalog's order.</summary>
internal sealed class ProbePlan
{
    private readonly Dictionary<int, Order> _byPort = [];
    private readonly Order[] _elsewhere;

    private static readonly int Transports = Enum.GetValues<Transport>().Length;

    /// <summary>Protocols as indices into the catalog; the first <paramref name="Likely"/> of them live on the port.</summary>
    internal sealed record Order(int[] Protocols, int Likely);

    public ProbePlan(IReadOnlyList<ProtocolDescriptor> protocols)
    {
        _elsewhere = new Order[Transports];
        for (var transport = 0; transport < Transports; transport++) _elsewhere[transport] = OrderFor(protocols, (Transport)transport, null);
        foreach (var protocol in protocols)
            foreach (var port in protocol.LikelyPorts)
                _byPort.TryAdd(Key(protocol.Transport, port), OrderFor(protocols, protocol.Transport, port));
    }

    /// <summary>The order on this port.</summary>
    public Order On(Transport transport, ushort port) =>
        _byPort.TryGetValue(Key(transport, port), out var order) ? order : _elsewhere[(int)transport];

    /// <summary>The order where the port says nothing: behind a change of protocol.</summary>
    public Order Anywhere(Transport transport) => _elsewhere[(int)transport];

    private static int Key(Transport transport, ushort port) => ((int)transport << 16) | port;

    private static Order OrderFor(IReadOnlyList<ProtocolDescriptor> protocols, Transport transport, ushort? port)
    {
        var all = Enumerable.Range(0, protocols.Count).Where(index => protocols[index].Transport == transport).ToList();
        var likely = all.Where(index => port is { } number && protocols[index].LikelyPorts.Contains(number)).ToList();
        return new Order([.. likely, .. all.Except(likely)], likely.Count);
    }
}
