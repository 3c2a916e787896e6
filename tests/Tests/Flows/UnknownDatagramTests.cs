using NetSensor.Events;
using NetSensor.Flows.Payload;
using NetSensor.Flows.Table;
using NetSensor.Protocols;
using NetSensor.Tests.Protocols.Dns;

namespace NetSensor.Tests.Flows;

/// <summary>A UDP flow is probed datagram by datagram until a protocol knows one, or too many were in vain.</summary>
public sealed class UnknownDatagramTests
{
    private readonly PacketScript _script = new(null, [.. ProtocolCatalog.All.Where(protocol => protocol is { Name: "dns", Transport: Transport.Udp })]);

    [Fact]
    public void A_protocol_that_shows_in_the_last_datagram_that_is_probed_is_found()
    {
        Say([1, 2, 3], PayloadLimits.ProbedDatagrams - 1);
        Say(Messages.Query, 1);
        Assert.Equal(0, _script.Tracker.Payloads.Counters.ProbeLimitHits);
        Assert.Equal("dns", _script.Flow().Service);
    }

    [Fact]
    public void Behind_that_nobody_listens_and_it_is_counted_once()
    {
        Say([1, 2, 3], PayloadLimits.ProbedDatagrams);
        Say(Messages.Query, 2);
        Assert.Equal(1, _script.Tracker.Payloads.Counters.ProbeLimitHits);
        Assert.Null(_script.Flow().Service);
    }

    [Fact]
    public void Their_number_fits_into_the_bits_that_a_record_has_for_it()
    {
        var record = default(FlowRecord);
        record.ProbedDatagrams = PayloadLimits.ProbedDatagrams;
        Assert.Equal((PayloadLimits.ProbedDatagrams, 0), (record.ProbedDatagrams, record.HistorySeen & 0x8181)); // the letters of both sides are beside them
    }

    [Fact]
    public void Datagrams_without_payload_do_not_count()
    {
        Say([], 2 * PayloadLimits.ProbedDatagrams);
        Say(Messages.Query, 1);
        Assert.Equal("dns", _script.Flow().Service);
    }

    [Fact]
    public void Their_number_leaves_the_history_alone()
    {
        Say([1, 2, 3], PayloadLimits.ProbedDatagrams - 1);
        _script.Udp(fromClient: false, [4]);
        Say([1, 2, 3], 1);
        var flow = _script.Flow();
        Assert.Equal(("Dd", 32L, 1L), (flow.History, flow.OriginatorPackets, flow.ResponderPackets));
    }

    private void Say(byte[] payload, int times)
    {
        for (var i = 0; i < times; i++) _script.Udp(fromClient: true, payload);
    }
}
