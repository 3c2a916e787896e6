using NetSensor.Analyzers.Devices;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class TakenAddressTests
{
    private static readonly MacAddress Owner = new(0x308D_99C6_0429), Taker = new(0x0800_2760_B525);
    private static readonly IpAddr Address = IpAddr.Parse("10.0.0.48");
    private static readonly Timestamp At = Timestamp.FromUnix(1_700_000_000);

    private readonly TakenAddress _taken = new(Address, new HostIdentity { Address = Address, DeviceId = "d", Mac = Owner }, Taker, At);

    [Fact]
    public void An_owner_that_defends_its_address_once_does_not_make_a_fight()
    {
        _taken.NoteClaim(Taker);
        _taken.NoteClaim(Owner);
        _taken.NoteClaim(Owner);
        Assert.False(_taken.IsFoughtOver);
    }

    [Fact]
    public void Turns_are_a_fight()
    {
        _taken.NoteClaim(Owner);
        _taken.NoteClaim(Taker);
        Assert.True(_taken.IsFoughtOver);
    }

    [Fact]
    public void What_the_owner_says_or_what_began_before_is_no_use_of_the_taken_address()
    {
        foreach (var (mac, seconds) in new[] { (Owner, 5), (Taker, -5) }) _taken.NoteUse(Flow(mac, seconds), IHostDirectory.Empty);
        Assert.Equal(0, _taken.Connections);
        _taken.NoteUse(Flow(Taker, 5), IHostDirectory.Empty);
        Assert.Equal((1, At + TimeSpan.FromSeconds(5)), (_taken.Connections, _taken.LastUsed));
    }

    private static FlowIdentity Flow(MacAddress mac, int seconds) => new()
    {
        Uid = "C", CommunityId = "1:x", Order = 1, Start = At + TimeSpan.FromSeconds(seconds), Originator = Address, Responder = IpAddr.Parse("10.0.0.1"), OriginatorMac = mac,
        OriginatorPort = 50_000, ResponderPort = 443, Transport = Transport.Tcp, Protocol = IpProtocol.Tcp,
    };
}
