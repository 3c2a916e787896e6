using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Mqtt;

public sealed class MqttParserTests
{
    private static List<TEvent> Heard<TEvent>(FuzzSeed talk, ushort port = 1883) => Protocols.Heard.Events<TEvent>(Transport.Tcp, port, talk);

    [Fact]
    public void A_connection_tells_who_the_client_is_and_what_the_broker_said()
    {
        var told = Assert.Single(Heard<MqttConnectEvent>(MqttTalks.Version311, 4711));
        Assert.Equal(("MQTT", "3.1.1", "meter-7", "Connection Accepted", "lost", "gone", "bob", true),
            (told.ProtocolName, told.ProtocolVersion, told.ClientId, told.Status, told.WillTopic, told.WillPayload, told.User, told.SentPassword));
    }

    [Fact]
    public void A_password_in_the_clear_is_a_login_that_everybody_can_read()
    {
        var told = Assert.Single(Heard<ClearTextLoginEvent>(MqttTalks.Version311));
        Assert.Equal(("mqtt", "bob", true, true), (told.Service, told.User, told.PasswordSeen, told.Success ?? false));
    }

    [Fact]
    public void Messages_are_told_when_their_quality_of_service_is_seen_through()
    {
        var told = Heard<MqttPublishEvent>(MqttTalks.Version311);
        Assert.Equal([("house/power", "230", 0, true, true), ("house/water", "7", 1, false, true), ("house/gas", "9", 2, false, true)],
            told.Select(m => (m.Topic, m.Payload, m.Quality, m.Retain, m.IsComplete)));
        Assert.All(told, message => Assert.True(message.FromClient));
    }

    [Fact]
    public void Without_its_acknowledgement_a_message_is_told_as_incomplete()
    {
        var talk = MqttTalks.Version311;
        var told = Heard<MqttPublishEvent>(new FuzzSeed([.. talk.Turns.Take(4)]));
        Assert.Equal([true, false], told.Select(message => message.IsComplete));
    }

    [Fact]
    public void Subscriptions_are_told_with_what_was_granted()
    {
        var told = Heard<MqttSubscribeEvent>(MqttTalks.Version311);
        Assert.Equal(["house/#", "door"], told[0].Topics);
        Assert.Equal([1, 2], told[0].Qualities!);
        Assert.Equal((false, 1, true), (told[0].IsUnsubscribe, told[0].Granted ?? -1, told[0].IsAcknowledged));
        Assert.Equal((true, null, true), (told[1].IsUnsubscribe, told[1].Qualities, told[1].IsAcknowledged));
    }

    [Fact]
    public void Version_5_has_properties_that_are_passed_over()
    {
        var told = Assert.Single(Heard<MqttConnectEvent>(MqttTalks.Version5));
        Assert.Equal(("5.0", "five", "Refused: not authorized"), (told.ProtocolVersion, told.ClientId, told.Status));
        var message = Assert.Single(Heard<MqttPublishEvent>(MqttTalks.Version5));
        Assert.Equal(("t", "x", 1L), (message.Topic, message.Payload, message.PayloadLength));
    }

    [Fact]
    public void Large_payloads_pass_by_and_are_counted()
    {
        byte[] payload = [.. Enumerable.Repeat((byte)'z', 16_000)];
        var large = new FuzzSeed([.. MqttTalks.Version311.Turns.Take(2), (Direction.FromOriginator, MqttTalks.Packet(0x30, MqttTalks.Text("big"), payload)),
            .. MqttTalks.Version311.Turns.Skip(2)]);
        var told = Heard<MqttPublishEvent>(large)[0];
        Assert.Equal(("big", 100, 16_000L), (told.Topic, told.Payload.Length, told.PayloadLength));
        Assert.Equal(4, Heard<MqttPublishEvent>(large).Count);
    }

    [Fact]
    public void Every_prefix_is_borne()
    {
        Protocols.Heard.EveryPrefix<MqttConnectEvent>(Transport.Tcp, 1883, MqttTalks.Version311);
        Protocols.Heard.EveryPrefix<MqttPublishEvent>(Transport.Tcp, 1883, MqttTalks.Version311);
        Protocols.Heard.EveryPrefix<MqttSubscribeEvent>(Transport.Tcp, 1883, MqttTalks.Version311);
    }
}
