using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Flows;

/// <summary>ARP, LLDP, CDP and neighbour discovery: what is told, and what is not told again.</summary>
public sealed class FrameTrackerTests : IEventSink
{
    private static readonly Timestamp Start = Timestamp.FromUnix(1_700_000_000);
    private static readonly byte[] Mac = [0, 0, 0x5e, 0, 0x53, 7], OtherMac = [0, 0, 0x5e, 0, 0x53, 8], Everybody = [255, 255, 255, 255, 255, 255];

    private readonly List<SensorEvent> _told = [];
    private readonly FlowTracker _tracker;

    public FrameTrackerTests() => _tracker = new FlowTracker(new FlowOptions(), new PayloadPool([]), this);

    void IEventSink.Emit(SensorEvent happened) => _told.Add(happened);

    private void See(byte[] frame, double seconds = 0)
    {
        var packet = new RawPacket(Start + TimeSpan.FromSeconds(seconds), LinkType.Ethernet, frame.Length, frame);
        _tracker.Prepare(0, packet);
        _tracker.Fetch();
        _tracker.Process(0, packet);
    }

    private static byte[] Arp(byte operation, byte[] mac, byte[] sender, byte[] target) =>
    [
        .. Everybody, .. mac, 8, 6, 0, 1, 8, 0, 6, 4, 0, operation, .. mac, .. sender, 0, 0, 0, 0, 0, 0, .. target,
    ];

    private static readonly byte[] Lldp =
    [
        1, 0x80, 0xC2, 0, 0, 0x0E, .. Mac, 0x88, 0xCC,
        0x02, 7, 4, .. Mac,                                                  // chassis: MAC
        0x04, 5, 5, .. "gi/1"u8,                                             // port: interface name
        0x06, 2, 0, 120,                                                     // two minutes
        0x0A, 5, .. "core1"u8,                                               // system name
        0x0C, 8, .. "Debian12"u8,                                            // system description
        0x0E, 4, 0, 0x14, 0, 0x10,                                           // can bridge and route, routes
        0x10, 12, 5, 1, 192, 0, 2, 9, 2, 0, 0, 0, 1, 0,                      // management address
        0xFE, 9, 0x00, 0x12, 0xBB, 10, .. "Box 5"u8,                         // LLDP-MED model
        0, 0,
    ];

    private static readonly byte[] Cdp =
    [
        1, 0, 0x0C, 0xCC, 0xCC, 0xCC, .. Mac, 0, 60, 0xAA, 0xAA, 3, 0, 0, 0x0C, 0x20, 0, 2, 180, 0, 0,
        0, 1, 0, 9, .. "core1"u8,                                            // device
        0, 2, 0, 17, 0, 0, 0, 1, 1, 1, 0xCC, 0, 4, 192, 0, 2, 9,             // one IPv4 address
        0, 4, 0, 8, 0, 0, 0, 0x29,                                           // routes, switches, forwards multicast
        0, 6, 0, 9, .. "WS-29"u8,                                            // platform
        0, 0x0A, 0, 6, 0, 5,                                                 // native VLAN 5
    ];

    /// <summary>An advertisement of 2001:db8::7 to all nodes.</summary>
    private static byte[] Advertisement(byte hopLimit = 255) =>
    [
        0x33, 0x33, 0, 0, 0, 1, .. Mac, 0x86, 0xDD, 0x60, 0, 0, 0, 0, 32, 58, hopLimit,
        0x20, 1, 0x0d, 0xb8, .. new byte[11], 7, 0xff, 2, .. new byte[13], 1,
        136, 0, 0, 0, 0xA0, 0, 0, 0, 0x20, 1, 0x0d, 0xb8, .. new byte[11], 7, // a router's, overrides
        2, 1, .. Mac,                                                        // target's link-layer address
    ];

    [Fact]
    public void Who_asks_for_many_addresses_is_told_at_each_fourfold()
    {
        for (var i = 0; i < 300; i++) See(Arp(1, Mac, [192, 0, 2, 7], [10, 0, (byte)(i / 250), (byte)(i % 250)]), i / 10.0);
        var sweeps = _told.OfType<ArpSweepEvent>().ToList();
        Assert.Equal([64, 256], sweeps.Select(sweep => sweep.Targets));
        Assert.Equal(("192.0.2.7", "10.0.0.0", "10.0.0.63", 63), (sweeps[0].SenderAddress.ToString(), sweeps[0].FirstTarget.ToString(), sweeps[0].LastTarget.ToString(), sweeps[0].InSequence));
    }

    [Fact]
    public void Who_asks_for_many_addresses_with_pauses_is_not()
    {
        for (var i = 0; i < 300; i++) See(Arp(1, Mac, [192, 0, 2, 7], [10, 0, 0, (byte)i]), i * 301);
        Assert.Empty(_told.OfType<ArpSweepEvent>());
    }

    [Fact]
    public void A_claim_is_told_once_an_hour_and_whenever_it_changes()
    {
        byte[] host = [192, 0, 2, 7], router = [192, 0, 2, 1];
        See(Arp(1, Mac, host, router));
        See(Arp(1, Mac, host, [192, 0, 2, 2]), 1);                           // asks for another: the claim is the same
        See(Arp(1, OtherMac, host, router), 2);
        See(Arp(1, Mac, host, router), 3);
        See(Arp(1, Mac, host, router), 3700);
        var told = _told.Cast<ArpEvent>().ToList();
        Assert.Equal(["00:00:5e:00:53:07", "00:00:5e:00:53:08", "00:00:5e:00:53:07", "00:00:5e:00:53:07"], told.Select(claim => claim.SenderMac.ToString()));
        Assert.Equal(("192.0.2.7", "192.0.2.1", ArpKind.Request), (told[0].SenderAddress.ToString(), told[0].TargetAddress.ToString(), told[0].Kind));
    }

    [Fact]
    public void Probes_announcements_and_answers_are_told_apart()
    {
        byte[] host = [192, 0, 2, 7];
        See(Arp(1, Mac, [0, 0, 0, 0], host));
        See(Arp(1, Mac, host, host));
        See(Arp(2, Mac, host, [192, 0, 2, 1]));
        Assert.Equal([ArpKind.Probe, ArpKind.Announcement, ArpKind.Reply], _told.Cast<ArpEvent>().Select(claim => claim.Kind));
    }

    [Fact]
    public void Known_frames_allocate_nothing()
    {
        var frame = Arp(2, Mac, [192, 0, 2, 7], [192, 0, 2, 1]);
        See(frame);
        See(Lldp);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                See(frame);
                See(Lldp);
            }
        }));
    }

    [Fact]
    public void A_flood_of_contradictions_is_cut_off_and_counted()
    {
        for (var i = 0; i < 500; i++) See(Arp(2, i % 2 == 0 ? Mac : OtherMac, [192, 0, 2, 7], [192, 0, 2, 1]));
        Assert.Equal((60, 220), (_told.Count, (int)_tracker.SuppressedFrames));
    }

    [Fact]
    public void LLDP_tells_device_port_and_model()
    {
        See(Lldp);
        var told = Assert.IsType<DeviceAnnouncementEvent>(Assert.Single(_told));
        Assert.Equal(("lldp", "00:00:5e:00:53:07", "gi/1", "core1"), (told.Protocol, told.ChassisId, told.PortId, told.SystemName));
        Assert.Equal(("Debian12", "Box 5", TimeSpan.FromMinutes(2)), (told.SystemDescription, told.Model, told.TimeToLive));
        Assert.Equal(["router"], told.Capabilities!);
        Assert.Equal("192.0.2.9", Assert.Single(told.ManagementAddresses!).ToString());
    }

    [Fact]
    public void CDP_tells_device_platform_and_VLAN()
    {
        See(Cdp);
        var told = Assert.IsType<DeviceAnnouncementEvent>(Assert.Single(_told));
        Assert.Equal(("cdp", "core1", "WS-29", 5), (told.Protocol, told.SystemName, told.Platform, told.NativeVlan ?? 0));
        Assert.Equal(["router", "switch"], told.Capabilities!);
        Assert.Equal("192.0.2.9", Assert.Single(told.ManagementAddresses!).ToString());
    }

    [Fact]
    public void A_neighbour_advertisement_binds_its_target_unless_it_came_through_a_router()
    {
        See(Advertisement(hopLimit: 64));
        Assert.Empty(_told);
        See(Advertisement());
        var told = Assert.IsType<NeighbourEvent>(Assert.Single(_told));
        Assert.Equal(("2001:db8::7", "00:00:5e:00:53:07", true), (told.Target.ToString(), told.LinkAddress.ToString(), told.IsRouter));
    }

    [Fact]
    public void No_prefix_of_a_frame_throws()
    {
        foreach (var frame in (byte[][])[Lldp, Cdp, Advertisement(), Arp(1, Mac, [192, 0, 2, 7], [192, 0, 2, 1])])
            for (var length = 0; length < frame.Length; length++) See(frame[..length]);
    }
}
