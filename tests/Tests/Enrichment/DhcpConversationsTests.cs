using NetSensor.Enrichment.Dhcp;
using NetSensor.Events;
using NetSensor.Protocols.Dhcp;
using NetSensor.Tests.Pipeline;
using NetSensor.Tests.Protocols.Dhcp;
using NetSensor.Tests.Support;
using NetSensor.Wire;
using static NetSensor.Tests.Protocols.Dhcp.DhcpMessages;

namespace NetSensor.Tests.Enrichment;

public sealed class DhcpConversationsTests
{
    private static readonly Timestamp Start = Timestamp.FromUnix(1_000_000);

    private readonly DhcpConversations _conversations = new();
    private readonly CollectedEvents _told = new();

    private static Timestamp After(double seconds) => Start + TimeSpan.FromSeconds(seconds);

    private void Say(byte[] message, RecordingFlow flow, double at)
    {
        flow.Now = After(at);
        new DhcpParser().Parse(message, Direction.FromOriginator, flow);
        _conversations.Derive(flow.Events[^1], _told);
    }

    private DhcpConversationEvent Only() => Assert.IsType<DhcpConversationEvent>(Assert.Single(_told.Events));

    [Fact]
    public void Request_and_answer_of_two_flows_are_one_conversation()
    {
        Say(Request, FromClient(), 0);
        Say(Ack, FromServer(), 0.25);
        Assert.Empty(_told.Events);
        _conversations.Finish(_told);
        var told = Only();
        Assert.Equal(["REQUEST", "ACK"], told.MessageTypes);
        Assert.Equal(["C0.0.0.0", "C192.0.2.1"], told.Uids);
        Assert.Equal((Start, TimeSpan.FromSeconds(0.25)), (told.Begin, told.Duration));
        Assert.Equal(("192.0.2.77", "192.0.2.77", "192.0.2.1"), (told.ClientAddress.ToString(), told.AssignedAddress.ToString(), told.ServerAddress.ToString()));
        Assert.Equal(("02:00:5e:10:00:01", "desk-7", "desk-7.corp.test", "corp.test"), (told.Mac, told.HostName, told.ClientFqdn, told.Domain));
        Assert.Equal(TimeSpan.FromHours(1), told.LeaseTime);
    }

    [Fact]
    public void A_conversation_that_fell_silent_is_told_at_a_tick()
    {
        _conversations.Advance(After(0), _told);
        Say(Request, FromClient(), 1);
        _conversations.Advance(After(10), _told);            // looked at when it is ten seconds old
        Assert.Empty(_told.Events);
        _conversations.Advance(After(20), _told);
        Assert.Equal(After(20), Only().Time);
    }

    [Fact]
    public void One_that_goes_on_is_looked_at_later()
    {
        _conversations.Advance(After(0), _told);
        Say(Request, FromClient(), 1);
        Say(Request, FromClient(), 18);
        _conversations.Advance(After(20), _told);            // spoke two seconds ago
        Assert.Empty(_told.Events);
        _conversations.Advance(After(30), _told);
        Assert.Equal(["REQUEST", "REQUEST"], Only().MessageTypes);
    }

    [Fact]
    public void Fifty_messages_are_enough_for_one_line()
    {
        for (var i = 0; i < 120; i++) Say(Request, FromClient(), i * 0.01);
        Assert.Equal([50, 50], _told.Events.Cast<DhcpConversationEvent>().Select(told => told.MessageTypes.Count));
    }

    [Fact]
    public void A_flood_of_transactions_tells_the_oldest_early_and_counts_it()
    {
        for (var i = 0u; i < 10_005; i++) Say(DhcpMessages.Message(1, i, 0, Option(53, 1)), FromClient(), 0);
        Assert.Equal((5, 5), (_told.Events.Count, (int)_conversations.Evictions));
    }
}
