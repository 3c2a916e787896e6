using System.Text;
using NetSensor.Enrichment.Inventory;
using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Tests.Pipeline;
using NetSensor.Wire;
using static NetSensor.Tests.Enrichment.Inventory.HostStory;

namespace NetSensor.Tests.Enrichment.Inventory;

/// <summary>Who is who is still known after a restart, and nobody is new who was there before.</summary>
public sealed class InventoryMemoryTests
{
    private const string Desk = "10.0.0.7", Behind = "10.9.0.5";

    private readonly KeptMemory _kept = new();
    private readonly HostStory _before = new();
    private readonly HostStory _after = new();
    private readonly CollectedEvents _told = new();

    private IEnumerable<DeviceEvent> Told(DeviceChange change) => _told.Events.Cast<DeviceEvent>().Where(told => told.Change == change);

    private void BeginAnew() => _kept.TellTo(_after.Hosts);

    /// <summary>A desktop with a name, a user, a maker's cloud and a service, told and kept.</summary>
    private void LiveADay()
    {
        _before.Leases(0, Mac(1), Desk, hours: 8);
        _before.Fact(0, null, Mac(1), HostFactKind.Name, "NPI1A2B3C.corp.example", "dhcp");
        _before.Fact(0, null, Mac(1), HostFactKind.Fingerprint, "1,15,3,6,44,46,47,31,33,121,249,43", "dhcp");
        _before.LogsOn(1, Desk, "alice");
        _before.Tell(1, Identity(1, Desk, Mac(1), "10.0.0.53", default, 53), new DnsTransactionEvent { Query = "tplinkcloud.com", SawQuery = true, Begin = At(1), TransactionId = 1 });
        for (var peer = 10; peer < 14; peer++) _before.Flow(2, $"10.0.0.{peer}", Mac(peer), Desk, Mac(1), port: 9100);
        _before.Flow(3, Behind, default, "10.0.0.53", default, port: 443);
        new InventoryDeriver(_before.Hosts).Finish(new CollectedEvents());
        _before.Hosts.Save(_kept);
    }

    [Fact]
    public void A_host_is_the_same_after_a_restart()
    {
        LiveADay();
        BeginAnew();
        foreach (var address in (string[])[Desk, Behind, "10.0.0.10"])
        {
            var known = _before.Hosts.FindAt(IpAddr.Parse(address), At(5));
            Assert.NotNull(known);
            Assert.Equal(known, _after.Hosts.FindAt(IpAddr.Parse(address), At(5)));
        }
        Assert.Equal("alice@CORP.EXAMPLE", _after.Hosts.FindAt(IpAddr.Parse(Desk), At(5))?.User, ignoreCase: true);
    }

    [Fact]
    public void Every_device_of_the_inventory_is_described_as_before()
    {
        LiveADay();
        BeginAnew();
        Assert.NotEmpty(_before.Hosts.Inventory());
        Assert.Equivalent(_before.Hosts.Inventory(), _after.Hosts.Inventory(), strict: true);
    }

    [Fact]
    public void A_lease_still_holds_when_the_sensor_comes_back_and_ends_when_it_would_have()
    {
        LiveADay();
        _before.Leases(100, Mac(1), Desk, hours: 72);
        _before.Hosts.Save(_kept);
        BeginAnew();
        Assert.Equal(Mac(1), _after.Hosts.FindAt(IpAddr.Parse(Desk), At(60 * 48))?.Mac);
        Assert.Null(_after.Hosts.FindAt(IpAddr.Parse(Desk), At(60 * 80)));
    }

    [Fact]
    public void An_address_that_moved_was_its_former_device_before()
    {
        _before.Leases(0, Mac(1), Desk, hours: 1);
        _before.Leases(120, Mac(2), Desk, hours: 1);
        _before.Hosts.Save(_kept);
        BeginAnew();
        Assert.Equal((Mac(1), Mac(2)), (_after.Hosts.FindAt(IpAddr.Parse(Desk), At(30))?.Mac, _after.Hosts.FindAt(IpAddr.Parse(Desk), At(130))?.Mac));
    }

    [Fact]
    public void A_known_device_does_not_appear_again_and_a_new_one_does()
    {
        LiveADay();
        BeginAnew();
        var inventory = new InventoryDeriver(_after.Hosts);
        _after.Announces(60, Mac(1), Desk);
        _after.Announces(60, Mac(99), "10.0.0.99");
        inventory.Advance(At(62), _told);
        Assert.Equal(Mac(99), Assert.Single(Told(DeviceChange.Appeared)).Device.Mac);
        Assert.Equal(Mac(1), Assert.Single(Told(DeviceChange.Inventory)).Device.Mac); // for those who are as new as this run
        Assert.Equal(2, _told.Events.Count);
    }

    [Fact]
    public void What_changed_meanwhile_is_told_with_what_was_before()
    {
        LiveADay();
        BeginAnew();
        var inventory = new InventoryDeriver(_after.Hosts);
        _after.Fact(60, null, Mac(1), HostFactKind.Name, "kali", "dhcp");
        _after.Flow(60, "10.0.0.10", Mac(10), Desk, Mac(1), port: 23);
        inventory.Advance(At(62), _told);
        var renamed = Assert.Single(Told(DeviceChange.Name));
        Assert.Equal(("NPI1A2B3C", "kali"), (renamed.From, renamed.To));
        Assert.Equal("tcp/23", Assert.Single(Told(DeviceChange.Service)).To);
        Assert.Empty(Told(DeviceChange.Appeared));
    }

    [Fact]
    public void A_change_that_a_kill_left_untold_is_told_afterwards()
    {
        LiveADay();
        _before.Fact(60, null, Mac(1), HostFactKind.Name, "kali", "dhcp");
        _before.Hosts.Save(_kept);                      // and killed before anybody was told
        BeginAnew();
        new InventoryDeriver(_after.Hosts).Advance(At(62), _told);
        Assert.Equal("NPI1A2B3C", Assert.Single(Told(DeviceChange.Name)).From);
    }

    [Fact]
    public void A_device_that_was_kept_before_it_was_told_still_appears()
    {
        _before.Announces(0, Mac(1), Desk);
        _before.Hosts.Save(_kept);
        BeginAnew();
        new InventoryDeriver(_after.Hosts).Advance(At(2), _told);
        Assert.Single(Told(DeviceChange.Appeared));
    }

    [Fact]
    public void Only_what_changed_is_kept()
    {
        LiveADay();
        var writes = _kept.Writes;
        _before.Flow(4, "10.0.0.10", Mac(10), Desk, Mac(1), port: 9100);
        _before.Hosts.Save(_kept);
        Assert.Equal(writes, _kept.Writes);
        _before.Fact(5, null, Mac(1), HostFactKind.Name, "kali", "dhcp");
        _before.Hosts.Save(_kept);
        Assert.Equal(writes + 1, _kept.Writes);
        _before.Announces(20, Mac(10), "10.0.0.10");    // nothing new but that it is still there
        _before.Hosts.Save(_kept);
        Assert.Equal(writes + 2, _kept.Writes);
    }

    [Fact]
    public void What_was_recalled_needs_no_keeping()
    {
        LiveADay();
        BeginAnew();
        var again = new KeptMemory();
        _after.Hosts.Save(again);
        Assert.Equal(0, again.Writes);
    }

    [Fact]
    public void A_device_that_made_room_is_forgotten()
    {
        var hosts = new HostDirectory(new InventoryOptions { Devices = 2 }, HomeNetworks.Private);
        for (var number = 1; number <= 3; number++)
        {
            var fact = new HostFactEvent { Address = IpAddr.Parse($"10.0.0.{number}"), Kind = HostFactKind.HardwareAddress, Value = Mac(number).ToString(), Source = "arp", ValidFrom = At(number) };
            fact.Stamp(At(number), null, 0);
            hosts.Emit(fact);
            hosts.Save(_kept);
        }
        Assert.Equal(2, _kept.Count);
        BeginAnew();
        Assert.Null(_after.Hosts.FindAt(IpAddr.Parse("10.0.0.1"), At(4)));
    }

    [Fact]
    public void An_address_that_turned_out_to_be_another_device_is_forgotten()
    {
        _before.Fact(0, Desk, default, HostFactKind.Name, "DESK-7", "ntlm");
        _before.Hosts.Save(_kept);
        _before.Announces(1, Mac(1), Desk);
        _before.Hosts.Save(_kept);
        Assert.Equal(1, _kept.Count);
        BeginAnew();
        Assert.Equal((Mac(1), "DESK-7"), (_after.Hosts.FindAt(IpAddr.Parse(Desk), At(2))?.Mac, _after.Hosts.FindAt(IpAddr.Parse(Desk), At(2))?.Name));
    }

    [Theory]
    [InlineData("mac/02:00:00:00:00:01", "")]
    [InlineData("mac/02:00:00:00:00:01", "null")]
    [InlineData("mac/02:00:00:00:00:01", "{}")]
    [InlineData("mac/02:00:00:00:00:01", """{"first_seen":1,"last_seen":2,"forwards":false,"is_waiting":false,"told":null,"addresses":[{}],"claims":[],"users":[],"services":[]}""")]
    [InlineData("mac/02:00:00:00:00:01", """{"first_seen":1,"last_seen":2,"forwards":false,"is_waiting":false,"told":null,"addresses":[null],"claims":[],"users":[],"services":[]}""")]
    [InlineData("mac/02:00:00:00:00:01", """{"first_seen":1,"last_seen":2,"forwards":false,"is_waiting":false,"told":null,"addresses":[],"claims":[{"kind":"no_such","value":"a","source":"b"}],"users":[],"services":[]}""")]
    [InlineData("mac/02:00:00:00:00:01", """{"first_seen":1,"last_seen":2,"forwards":false,"is_waiting":false,"told":null,"addresses":[],"claims":[],"users":[{"name":"a","via":"nowhere"}],"services":[]}""")]
    [InlineData("mac/nobody", """{"first_seen":1,"last_seen":2,"forwards":false,"is_waiting":false,"told":null,"addresses":[],"claims":[],"users":[],"services":[]}""")]
    [InlineData("10.0.0.7", """{"first_seen":1,"last_seen":2,"forwards":false,"is_waiting":false,"told":null,"addresses":[],"claims":[],"users":[],"services":[]}""")]
    public void What_is_no_device_is_refused_whole(string key, string value)
    {
        Assert.Throws<FormatException>(() => _after.Hosts.Recall(key, Encoding.UTF8.GetBytes(value)));
        Assert.Equal(0, _after.Hosts.Devices);
    }

    [Fact]
    public void Every_prefix_of_a_value_is_refused()
    {
        var page = new LastPage();
        _before.Announces(0, Mac(1), Desk);
        _before.Hosts.Save(page);
        for (var length = 0; length < page.Value.Length; length++)
            Assert.Throws<FormatException>(() => _after.Hosts.Recall(page.Key, page.Value.AsSpan(0, length)));
        _after.Hosts.Recall(page.Key, page.Value);
        Assert.Equal(1, _after.Hosts.Devices);
    }

    private sealed class LastPage : IMemory
    {
        public string Key { get; private set; } = "";

        public byte[] Value { get; private set; } = [];

        public void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed) => (Key, Value) = (key, value.ToArray());

        public void Forget(string key) => Key = "";
    }
}
