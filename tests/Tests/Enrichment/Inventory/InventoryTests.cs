using System.Text;
using System.Text.Json;
using NetSensor.Enrichment.Inventory;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;
using NetSensor.Host;
using NetSensor.Tests.Pipeline;
using NetSensor.Tests.Support;
using static NetSensor.Tests.Enrichment.Inventory.HostStory;

namespace NetSensor.Tests.Enrichment.Inventory;

/// <summary>What is told of devices: that they appeared, what changed, and the whole inventory in the end.</summary>
public sealed class InventoryTests
{
    private readonly CollectedEvents _told = new();
    private readonly HostStory _network;
    private readonly InventoryDeriver _inventory;

    public InventoryTests()
    {
        _network = new HostStory { Told = happened => _inventory!.Derive(happened, _told) };
        _inventory = new InventoryDeriver(_network.Hosts);
    }

    private IEnumerable<DeviceEvent> Told(DeviceChange change) => _told.Events.Cast<DeviceEvent>().Where(told => told.Change == change);

    private void Tick(double minutes) => _inventory.Advance(At(minutes), _told);

    [Fact]
    public void A_device_appears_once_it_had_time_to_say_what_it_is()
    {
        _network.Announces(0, Mac(1), "10.0.0.7");
        Tick(0.2);
        Assert.Empty(_told.Events);
        _network.Fact(0.3, null, Mac(1), HostFactKind.Name, "NPI1A2B3C", "dhcp");
        Tick(0.6);
        var device = Assert.Single(Told(DeviceChange.Appeared)).Device;
        Assert.Equal(("NPI1A2B3C", "printer", "HP"), (device.Name, device.Kind, device.Vendor));
        Assert.Equal(At(0), device.FirstSeen);
    }

    [Fact]
    public void What_changes_is_told_with_what_was_before()
    {
        _network.Announces(0, Mac(1), "10.0.0.7");
        _network.Fact(0, null, Mac(1), HostFactKind.Name, "desk-7", "dhcp");
        _network.Fact(0, null, Mac(1), HostFactKind.Fingerprint, "1,15,3,6,44,46,47,31,33,121,249,43", "dhcp");
        Tick(1);
        _network.Fact(2, null, Mac(1), HostFactKind.Name, "kali", "dhcp");
        _network.Fact(2, null, Mac(1), HostFactKind.Fingerprint, "1,2,6,12,15,26,28,121,3,33,40,41,42,119,249,252,17", "dhcp");
        Tick(3);
        Assert.Equal([("desk-7", "kali")], Told(DeviceChange.Name).Select(told => (told.From, told.To)));
        Assert.Equal("1,15,3,6,44,46,47,31,33,121,249,43", Assert.Single(Told(DeviceChange.DhcpFingerprint)).From);
        Assert.Single(Told(DeviceChange.Appeared));
    }

    [Fact]
    public void A_service_that_is_offered_for_the_first_time_is_told()
    {
        _network.Announces(0, Mac(1), "10.0.0.7");
        Tick(1);
        _network.Flow(2, "10.0.0.8", Mac(2), "10.0.0.7", Mac(1), port: 23);
        Tick(3);
        Assert.Equal("tcp/23", Assert.Single(Told(DeviceChange.Service)).To);
    }

    [Fact]
    public void The_inventory_has_every_device_once_in_the_end()
    {
        _network.Announces(0, Mac(1), "10.0.0.7");
        _network.Announces(1, Mac(2), "10.0.0.8");
        _inventory.Finish(_told);
        Assert.Equal(["10.0.0.7", "10.0.0.8"], Told(DeviceChange.Inventory).Select(told => told.Device.Addresses[0].ToString()));
        Assert.Equal(2, _network.Hosts.Inventory().Count);
    }

    [Fact]
    public void In_the_end_a_device_has_the_times_and_the_order_of_addresses_of_then()
    {
        _network.Announces(0, Mac(1), "10.0.0.7");
        _network.Announces(0.1, Mac(1), "10.0.0.8");
        _network.LogsOn(0.2, "10.0.0.8", "ada");
        Tick(1);
        _network.Announces(5, Mac(1), "10.0.0.7");
        _inventory.Finish(_told);
        var (before, after) = (Assert.Single(Told(DeviceChange.Appeared)).Device, Assert.Single(Told(DeviceChange.Inventory)).Device);
        Assert.Equal(["10.0.0.8", "10.0.0.7"], before.Addresses.Select(address => address.ToString()));
        Assert.Equal(["10.0.0.7", "10.0.0.8"], after.Addresses.Select(address => address.ToString()));
        Assert.Equal((At(0.2), At(5), before.User), (before.LastSeen, after.LastSeen, after.User));
    }

    [Fact]
    public void Words_that_are_repeated_change_their_order_without_being_news()
    {
        _network.Announces(0, Mac(1), "10.0.0.7");
        _network.Fact(0, null, Mac(1), HostFactKind.Name, "alpha", "one");
        _network.Fact(0.1, null, Mac(1), HostFactKind.Name, "beta", "other");
        Tick(1);
        _network.Fact(2, null, Mac(1), HostFactKind.Name, "alpha", "one");
        _inventory.Finish(_told);
        Assert.Equal(["alpha", "beta"], Assert.Single(Told(DeviceChange.Appeared)).Device.Names);
        Assert.Equal(["beta", "alpha"], Assert.Single(Told(DeviceChange.Inventory)).Device.Names);
    }

    [Fact]
    public void An_hour_later_only_those_are_listed_that_changed()
    {
        _network.Announces(0, Mac(1), "10.0.0.7");
        Tick(0);
        Tick(1);
        Tick(61);
        _network.Announces(70, Mac(2), "10.0.0.8");
        Tick(71);
        Tick(122);
        Assert.Equal(["10.0.0.7", "10.0.0.8"], Told(DeviceChange.Inventory).Select(told => told.Device.Addresses[0].ToString()));
    }

    [Fact]
    public void A_made_up_hardware_address_is_said_to_be_random()
    {
        _network.Announces(0, Mac(1), "10.0.0.7");
        _inventory.Finish(_told);
        Assert.True(_network.Hosts.Inventory()[0].IsMacRandomised);
    }

    [Fact]
    public void Devices_jsonl_has_what_ocsf_requires_of_device_inventory_info()
    {
        var logs = new MemoryLogs();
        Replay.Run([Path.Combine(Checkout.Folder, "pcaps", "devices.pcap")], new ReplayOptions(), logs);
        var lines = Encoding.UTF8.GetString(logs.Bytes("devices.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var root = JsonDocument.Parse(line).RootElement;
            Assert.Equal((5001, 5, 2, 500102), (Number(root, "class_uid"), Number(root, "category_uid"), Number(root, "activity_id"), Number(root, "type_uid")));
            Assert.True(Number(root, "time") != 0 && Number(root, "severity_id") is >= 0 and <= 6);
            Assert.Equal("1.8.0", root.GetProperty("metadata").GetProperty("version").GetString());
            var device = root.GetProperty("device");
            Assert.Contains(Number(device, "type_id"), (int[])[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 99]);
            Assert.False(string.IsNullOrEmpty(device.GetProperty("uid").GetString()));
            if (device.TryGetProperty("os", out var system)) Assert.True(Number(system, "type_id") > 0 && system.GetProperty("name").GetString() is { Length: > 0 });
            foreach (var enrichment in root.GetProperty("enrichments").EnumerateArray())
                Assert.All((string[])["name", "value", "data"], required => Assert.True(enrichment.TryGetProperty(required, out _), required));
        }
    }

    [Fact]
    public void A_changed_device_is_no_line_of_the_inventory()
    {
        var line = new JsonLine();
        var told = new DeviceEvent { Device = new Device { Id = "1", FirstSeen = At(0), LastSeen = At(0) }, Change = DeviceChange.Name, From = "a", To = "b" };
        told.Stamp(At(0), null, 0);
        new DeviceLog("1").Write(told, line);
        Assert.Equal(0, line.Length);
    }

    private static int Number(JsonElement element, string name) => (int)(element.GetProperty(name).GetInt64() & int.MaxValue);
}
