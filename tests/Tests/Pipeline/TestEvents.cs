using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>Events for tests of order.</summary>
internal static class TestEvents
{
    public static SensorEvent Of(long nanoseconds, ulong flowOrder, int sequence, string name = "odd")
    {
        var happened = new WeirdEvent { Name = name };
        happened.Stamp(new Timestamp(nanoseconds), Flow(flowOrder), sequence);
        return happened;
    }

    public static string Describe(SensorEvent happened) => $"{happened.Time.Nanoseconds}/{happened.Flow?.Order}/{happened.Sequence}";

    private static FlowIdentity Flow(ulong order) => new()
    {
        Uid = $"C{order}",
        Start = new Timestamp(0),
        Originator = IpAddr.Parse("10.0.0.1"),
        Responder = IpAddr.Parse("192.0.2.1"),
        OriginatorPort = 40000,
        ResponderPort = 443,
        Transport = Transport.Tcp,
        Protocol = IpProtocol.Tcp,
        CommunityId = "1:test",
        Order = order,
    };
}
