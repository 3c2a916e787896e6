using NetSensor.Events;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Modbus;

public sealed class ModbusParserTests
{
    private static readonly byte[] ReadCoils = [0, 1, 0, 0, 0, 6, 17, 1, 0, 0, 0, 8];           // transaction 1, unit 17, function 1: 8 coils from 0
    private static readonly byte[] Coils = [0, 1, 0, 0, 0, 4, 17, 1, 1, 0xff];

    private static List<ModbusMessageEvent> Messages(FuzzSeed talk) => Heard.Events<ModbusMessageEvent>(Transport.Tcp, 502, talk);

    [Fact]
    public void Requests_and_responses_are_told()
    {
        var told = Messages(FuzzSeed.Talk(ReadCoils, Coils));
        Assert.Equal([(true, 1, 17, "READ_COILS"), (false, 1, 17, "READ_COILS")], told.Select(m => (m.IsRequest, m.TransactionId, m.Unit, m.FunctionName)));
    }

    [Fact]
    public void Several_in_one_segment_are_several() => Assert.Equal(3, Messages(FuzzSeed.Client([.. ReadCoils, .. ReadCoils, .. ReadCoils])).Count);

    [Theory]
    [InlineData(0x83, 2, "READ_HOLDING_REGISTERS_EXCEPTION", "ILLEGAL_DATA_ADDRESS")]
    [InlineData(0xab, 1, "unknown-171", "ILLEGAL_FUNCTION")]
    [InlineData(0xe4, 77, "unknown-228", "unknown-77")]
    public void A_failure_tells_its_reason(byte function, byte code, string name, string reason)
    {
        var told = Messages(FuzzSeed.Talk(ReadCoils, [0, 1, 0, 0, 0, 3, 17, function, code]))[1];
        Assert.Equal((name, reason), (told.FunctionName, told.Exception));
    }

    [Fact]
    public void A_device_says_what_it_is()
    {
        var told = Assert.Single(Heard.Events<DeviceIdentityEvent>(Transport.Tcp, 502, FuzzSeed.Talk(Samples.ModbusAskIdentity, Samples.ModbusIdentity)));
        Assert.Equal(("modbus", "Example", "PX-7", "v1.2", 1L, true), (told.Protocol, told.Vendor, told.Product, told.Revision, told.Instance ?? 0, told.IsResponder));
    }

    [Fact]
    public void Behind_nonsense_and_gaps_the_next_frame_is_found()
    {
        Assert.Equal(2, Messages(FuzzSeed.Client(ReadCoils, [.. Enumerable.Repeat((byte)0xaa, 12)], ReadCoils)).Count);
        var pool = new PayloadPool(ProtocolCatalog.All);
        var flow = Heard.FlowTo(Transport.Tcp, 502);
        var payload = pool.Rent();
        payload.Deliver(Direction.FromOriginator, ReadCoils, flow);
        payload.Deliver(Direction.FromOriginator, ReadCoils.AsSpan(0, 7), flow);
        payload.Gap(Direction.FromOriginator, ReadCoils.Length - 7, flow);                       // the rest of that frame
        payload.Deliver(Direction.FromOriginator, ReadCoils, flow);
        payload.Gap(Direction.FromOriginator, 1000, flow);
        payload.Deliver(Direction.FromOriginator, ReadCoils, flow);
        Assert.Equal(3, flow.Events.Count);
    }

    [Fact]
    public void Elsewhere_it_is_not_taken() => Assert.Empty(Heard.Events<ModbusMessageEvent>(Transport.Tcp, 4711, FuzzSeed.Talk(ReadCoils, Coils)));

    [Fact]
    public void Every_prefix_is_borne()
    {
        Heard.EveryPrefix<ModbusMessageEvent>(Transport.Tcp, 502, FuzzSeed.Talk(ReadCoils, Coils, Samples.ModbusAskIdentity, Samples.ModbusIdentity));
        Heard.EveryPrefix<DeviceIdentityEvent>(Transport.Tcp, 502, FuzzSeed.Talk(Samples.ModbusAskIdentity, Samples.ModbusIdentity));
    }
}
