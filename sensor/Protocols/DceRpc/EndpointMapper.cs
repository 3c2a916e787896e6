using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// Answers of an endpoint mapper (C706 appendix O): where interfaces are offered.
/// <code>
/// ept_map:    | handle 20 | towers 4 | most, first, number | pointer … | tower … | status 4 |
/// ept_lookup: | handle 20 | entries 4 | most, first, number | entry … | tower … | status 4 |    entry: | object 16 | pointer | 0 4 | length 4 | annotation |
/// </code>
/// </summary>
public static class EndpointMapper
{
    private const int MaxTowers = 64;               // told of an answer; Windows puts a few in one, tools that dump all ask for up to 500
    private const int Lookup = 2;
    private const int Map = 3;
    private const string Name = "epmapper";

    /// <summary>Whether answers of this operation are read.</summary>
    public static bool IsRead(DceRpcInterface? known, int opnum) => opnum is Lookup or Map && known is { Name: Name };

    /// <summary>Tells the endpoints of an answer.</summary>
    public static void Tell(int opnum, ReadOnlySpan<byte> stub, NdrFormat format, IFlowContext flow)
    {
        if (!format.Syntax.IsReadable) return;
        var reader = new NdrReader(stub, format);
        reader.Handle();
        reader.U32();
        reader.Word();
        reader.Word();
        var count = reader.Word();
        var towers = 0;
        for (ulong i = 0; i < count && !reader.Truncated; i++)          // ends: each turn takes a pointer or an entry, or truncates
            if (opnum == Lookup ? EntryPoints(ref reader) : reader.Pointer()) towers++;
        for (var i = 0; i < towers && i < MaxTowers && !reader.Truncated; i++)
            if (EndpointTower.TryRead(EndpointTower.Octets(ref reader), out var tower)) Tell(tower, flow);
    }

    private static bool EntryPoints(ref NdrReader reader)
    {
        reader.AlignStructure();
        reader.Uuid();
        var points = reader.Pointer();
        reader.Word();
        reader.CountedBytes();
        return points;
    }

    private static void Tell(in EndpointTower tower, IFlowContext flow) => flow.Emit(new DceRpcEndpointEvent
    {
        Interface = tower.Interface,
        Name = DceRpcInterfaces.Find(tower.Interface).Name,
        Major = tower.Major,
        ProtocolSequence = tower.ProtocolSequence,
        Address = tower.Address,
        Port = tower.Port,
        Pipe = tower.Pipe,
    });
}
