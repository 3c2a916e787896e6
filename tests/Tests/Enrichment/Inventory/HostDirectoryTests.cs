using NetSensor.Enrichment.Inventory;
using NetSensor.Events;
using NetSensor.Wire;
using static NetSensor.Tests.Enrichment.Inventory.HostStory;

namespace NetSensor.Tests.Enrichment.Inventory;

/// <summary>Who had which address when, and what is said of them.</summary>
public sealed class HostDirectoryTests
{
    private const string Desk = "10.0.0.7";
    private const string Elsewhere = "198.18.0.1";      // of ours, by way of a router

    private readonly HostStory _network = new();

    private HostIdentity? Find(string address) => _network.Hosts.Find(IpAddr.Parse(address));

    private HostIdentity? FindAt(string address, double minutes) => _network.Hosts.FindAt(IpAddr.Parse(address), At(minutes));

    [Fact]
    public void Nobody_is_known_in_the_beginning() => Assert.Null(Find(Desk));

    [Fact]
    public void A_host_that_announces_itself_is_the_device_with_its_hardware_address()
    {
        _network.Announces(0, Mac(1), Desk);
        _network.Fact(1, null, Mac(1), HostFactKind.Name, "desk-7.corp.example", "dhcp");
        var host = Find(Desk);
        Assert.Equal((Mac(1), "desk-7", "corp.example"), (host?.Mac, host?.Name, host?.Domain));
    }

    [Fact]
    public void An_address_that_moves_was_its_former_device_before()
    {
        _network.Leases(0, Mac(1), Desk, hours: 1);
        _network.Fact(1, null, Mac(1), HostFactKind.Name, "first", "dhcp");
        _network.Leases(120, Mac(2), Desk, hours: 1);
        _network.Fact(121, null, Mac(2), HostFactKind.Name, "second", "dhcp");
        Assert.Equal(("first", "second", "second"), (FindAt(Desk, 60)?.Name, FindAt(Desk, 121)?.Name, Find(Desk)?.Name));
        Assert.Null(FindAt(Desk, -1));                  // nobody had leased it yet
    }

    [Fact]
    public void A_device_keeps_its_id_when_it_moves_to_another_address()
    {
        _network.Announces(0, Mac(1), Desk);
        var before = Find(Desk)?.DeviceId;
        _network.Announces(10, Mac(1), "10.0.0.8");
        Assert.NotNull(before);
        Assert.Equal(before, Find("10.0.0.8")?.DeviceId);
    }

    [Fact]
    public void What_was_said_of_an_address_alone_is_its_devices_once_the_hardware_address_is_known()
    {
        _network.Fact(0, Desk, default, HostFactKind.Name, "DESK-7", "ntlm");
        Assert.Null(Find(Desk)?.Mac);
        _network.Announces(1, Mac(1), Desk);
        Assert.Equal((Mac(1), "DESK-7"), (Find(Desk)?.Mac, Find(Desk)?.Name));
        Assert.Equal(1, _network.Hosts.Devices);
    }

    [Fact]
    public void The_name_that_an_owner_gave_counts_more_than_the_one_a_program_tells()
    {
        _network.Announces(0, Mac(1), Desk);
        _network.Fact(1, Desk, default, HostFactKind.Name, "desk-7", "dhcp");
        _network.Fact(2, Desk, default, HostFactKind.Name, "WORKSTATION", "ntlm");
        _network.Fact(3, Desk, default, HostFactKind.Name, "kali", "rdp");
        Assert.Equal("desk-7", Find(Desk)?.Name);
    }

    [Theory]
    [InlineData("5f2c6a6e-8d2f-4a4e-9c8b-0d2f6a3b1c77.local")]      // a browser that hides its name
    [InlineData("localhost")]
    [InlineData("10.0.0.7")]
    public void A_name_that_names_nobody_is_none(string name)
    {
        _network.Announces(0, Mac(1), Desk);
        _network.Fact(1, Desk, default, HostFactKind.Name, name, "mdns");
        Assert.Null(Find(Desk)?.Name);
    }

    [Fact]
    public void Hosts_behind_a_router_are_devices_of_their_own()
    {
        var router = Mac(9);
        _network.Announces(0, router, "10.0.0.1");
        _network.Flow(1, Desk, Mac(1), "192.0.43.8", router);
        _network.Flow(2, Desk, Mac(1), "199.7.83.42", router);     // two addresses elsewhere: it forwards
        _network.Flow(3, Elsewhere, router, Desk, Mac(1));
        Assert.Null(Find(Elsewhere)?.Mac);
        Assert.Equal((Mac(1), router), (Find(Desk)?.Mac, Find("10.0.0.1")?.Mac));
        Assert.Equal(HostRole.Infrastructure, Find("10.0.0.1")?.Role);
    }

    [Fact]
    public void Hosts_that_were_taken_for_their_router_are_told_apart_with_what_was_said_of_each()
    {
        var router = Mac(9);
        string[] behind = ["10.1.0.1", "10.1.0.2", "10.1.0.3"];
        foreach (var host in behind)
        {
            _network.Flow(1, host, router, Desk, Mac(1));
            _network.Fact(2, host, default, HostFactKind.Name, "name-" + host[^1], "ntlm");
        }
        Assert.Equal(["name-1", "name-2", "name-3"], behind.Select(host => Find(host)?.Name));
        Assert.All(behind, host => Assert.Null(Find(host)?.Mac));
    }

    [Fact]
    public void A_bridge_that_answers_for_virtual_machines_is_not_taken_for_them()
    {
        var bridge = Mac(9);
        _network.Announces(0, Mac(1), Desk);
        _network.Announces(0.01, bridge, Desk);
        _network.Announces(0.02, Mac(1), Desk);
        _network.Announces(0.03, bridge, Desk);
        _network.Announces(0.04, Mac(2), "10.0.0.8");
        _network.Announces(0.05, bridge, "10.0.0.8");
        Assert.Equal((Mac(1), Mac(2)), (Find(Desk)?.Mac, Find("10.0.0.8")?.Mac));
    }

    [Fact]
    public void A_machine_that_takes_over_an_address_has_it_from_then_on()
    {
        _network.Announces(0, Mac(1), Desk);
        _network.Announces(0.1, Mac(2), Desk);
        Assert.Equal((Mac(1), Mac(2)), (FindAt(Desk, 0.05)?.Mac, FindAt(Desk, 0.2)?.Mac));
    }

    [Fact]
    public void The_user_is_the_one_of_that_time_and_no_machine()
    {
        _network.Announces(0, Mac(1), Desk);
        _network.LogsOn(10, Desk, "alice");
        _network.LogsOn(11, Desk, "DESK-7$");
        _network.LogsOn(60, Desk, "bob");
        Assert.Equal((null, "alice@CORP.EXAMPLE", "bob@CORP.EXAMPLE"), (FindAt(Desk, 5)?.User, FindAt(Desk, 30)?.User, Find(Desk)?.User));
        Assert.Equal(HostRole.Client, Find(Desk)?.Role);
    }

    [Fact]
    public void A_mailbox_does_not_displace_the_account_of_the_domain()
    {
        _network.LogsOn(0, Desk, "alice");
        _network.Tell(1, Identity(1, Desk, default, "10.0.0.25", default, 110),
            new ClearTextLoginEvent { Started = At(1), Service = "pop3", Mechanism = "USER", User = "sales", PasswordSeen = true, Success = true });
        Assert.Equal("alice@CORP.EXAMPLE", Find(Desk)?.User);
    }

    [Fact]
    public void A_host_to_which_several_others_come_is_a_server()
    {
        for (var i = 1; i <= 3; i++) _network.Flow(i, $"10.0.0.{10 + i}", Mac(10 + i), Desk, Mac(1), port: 5432);
        Assert.Equal(HostRole.Server, Find(Desk)?.Role);
        Assert.NotEqual(HostRole.Server, Find("10.0.0.11")?.Role);
    }

    [Fact]
    public void Who_gives_tickets_keeps_the_accounts_of_the_domain()
    {
        _network.Fact(0, Desk, default, HostFactKind.Role, "kerberos kdc", "kerberos");
        Assert.Equal(HostRole.DomainController, Find(Desk)?.Role);
    }

    [Fact]
    public void A_flow_tells_who_was_at_its_ends()
    {
        _network.Fact(0, Desk, default, HostFactKind.Name, "desk-7", "dhcp");
        _network.Fact(0, "10.0.0.20", default, HostFactKind.Name, "files.corp.example", "ntlm");
        _network.LogsOn(1, Desk, "alice");
        var flow = _network.Flow(2, Desk, default, "10.0.0.20", default);
        Assert.Equal(("desk-7", "alice@CORP.EXAMPLE", "files"), (flow.OriginatorHost, flow.OriginatorUser, flow.ResponderHost));
    }

    [Fact]
    public void Addresses_elsewhere_and_groups_are_nobody()
    {
        _network.Flow(0, Desk, Mac(1), "192.0.43.8", Mac(9));
        _network.Flow(0, Desk, Mac(1), "239.255.255.250", new MacAddress(0x0100_5E7F_FFFA));
        Assert.Null(Find("192.0.43.8"));
        Assert.Null(Find("239.255.255.250"));
    }

    [Fact]
    public void Who_never_answered_is_nobody()
    {
        var probe = new FlowEvent { ConnectionState = "S0", History = "S", OriginatorPackets = 1 };
        _network.Tell(0, Identity(0, Desk, Mac(1), "10.0.0.99", Mac(9), 22), probe);
        Assert.Null(Find("10.0.0.99"));
    }

    [Fact]
    public void A_full_directory_forgets_who_was_silent_for_longest_and_counts_it()
    {
        var hosts = new HostDirectory(new InventoryOptions { Devices = 2, Addresses = 2 }, HomeNetworks.Private);
        for (var i = 0; i < 3; i++)
        {
            var fact = new HostFactEvent
            {
                Address = IpAddr.FromIPv4(0x0A00_0001u + (uint)i), Kind = HostFactKind.HardwareAddress, Value = Mac(i + 1).ToString(), Source = "arp", ValidFrom = At(i * 5),
            };
            fact.Stamp(At(i * 5), null, 0);
            hosts.Emit(fact);
        }
        Assert.Equal((2, 2L), (hosts.Devices, hosts.Evictions));
        Assert.Null(hosts.Find(IpAddr.Parse("10.0.0.1")));
        Assert.NotNull(hosts.Find(IpAddr.Parse("10.0.0.3")));
    }
}
