using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Tests.Flows;

/// <summary>Flows whose beginning was not seen are named only by protocols whose messages stand alone, as Zeek does.</summary>
public sealed class PartialFlowTests
{
    private static readonly ProtocolDescriptor Anything = Recognised.Anywhere("named", Transport.Tcp, [80], (_, _) => ProbeVerdict.Yes);

    [Theory]
    [InlineData("ShADd", "named")]
    [InlineData("hADd", "named")]       // the SYN-ACK shows the beginning too
    [InlineData("SADd", "named")]
    [InlineData("Dd", null)]
    public void A_protocol_that_needs_the_beginning_names_only_flows_that_have_it(string script, string? service) =>
        Assert.Equal(service, new PacketScript(null, Anything).Play(script).Flow().Service);

    [Theory]
    [InlineData("ShADd")]
    [InlineData("Dd")]
    public void A_protocol_whose_messages_stand_alone_names_any_flow(string script) =>
        Assert.Equal("named", new PacketScript(null, Anything with { NamesPartialFlows = true }).Play(script).Flow().Service);
}
