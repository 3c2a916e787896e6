using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>Remote procedure calls from one machine to another over TCP.</summary>
internal sealed class RpcConnection(Traffic traffic, Machine client, Machine server, ushort port, Timestamp now, Random chance)
{
    private readonly TcpConversation _talk = traffic.Open(client, server.Host.Address, port, now, chance);
    private uint _call = 1;

    /// <summary>Its connection.</summary>
    public TcpConversation Talk => _talk;

    /// <summary>Binds to an interface.</summary>
    public RpcConnection Bind(string service, ushort version) => Turn(DceRpcMessages.Bind(service, version));

    /// <summary>Calls an operation whose arguments and results do not matter.</summary>
    public RpcConnection Call(ushort operation, int asked = 120, int answered = 160) =>
        Turn(DceRpcMessages.Call(++_call, operation, Octets.Noise(asked, chance), [.. Octets.Noise(answered, chance), 0, 0, 0, 0]));

    /// <summary>Ends it; returns when.</summary>
    public Timestamp End()
    {
        _talk.Close();
        return _talk.Now;
    }

    private RpcConnection Turn((byte[] Ask, byte[] Answer) turn)
    {
        _talk.Client(turn.Ask).Wait(TimeSpan.FromMilliseconds(1)).Server(turn.Answer);
        return this;
    }
}
