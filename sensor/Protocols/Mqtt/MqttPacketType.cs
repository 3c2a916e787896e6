namespace NetSensor.Protocols.Mqtt;

/// <summary>Kinds of MQTT packets (MQTT 5.0 §2.1.2).</summary>
public enum MqttPacketType : byte
{
    /// <summary>A client introduces itself.</summary>
    Connect = 1,
    /// <summary>The broker takes it, or not.</summary>
    ConnectAck = 2,
    /// <summary>A message.</summary>
    Publish = 3,
    /// <summary>Got it (quality 1).</summary>
    PublishAck = 4,
    /// <summary>Got it (quality 2, first step).</summary>
    PublishReceived = 5,
    /// <summary>Second step.</summary>
    PublishRelease = 6,
    /// <summary>Third step.</summary>
    PublishComplete = 7,
    /// <summary>Asks for topics.</summary>
    Subscribe = 8,
    /// <summary>Granted.</summary>
    SubscribeAck = 9,
    /// <summary>Leaves topics.</summary>
    Unsubscribe = 10,
    /// <summary>Done.</summary>
    UnsubscribeAck = 11,
    /// <summary>Still there?</summary>
    PingRequest = 12,
    /// <summary>Yes.</summary>
    PingResponse = 13,
    /// <summary>Goodbye.</summary>
    Disconnect = 14,
    /// <summary>More of a login (version 5).</summary>
    Authenticate = 15,
}
