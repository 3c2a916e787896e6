using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Dhcp;
using NetSensor.Tests.Support;
using NetSensor.Wire;
using static NetSensor.Tests.Protocols.Dhcp.DhcpMessages;

namespace NetSensor.Tests.Protocols.Dhcp;

public sealed class DhcpParserTests
{
    private static DhcpMessageEvent Read(byte[] message, RecordingFlow? flow = null)
    {
        flow ??= FromClient();
        new DhcpParser().Parse(message, Direction.FromOriginator, flow);
        return Assert.IsType<DhcpMessageEvent>(Assert.Single(flow.Events));
    }

    [Fact]
    public void A_request_tells_everything_that_identifies_its_client()
    {
        var told = Read(Request);
        Assert.True(told.FromClient);
        Assert.Equal((1, 3, 0x3903F326u), (told.Operation, told.MessageType, told.TransactionId));
        Assert.Equal(("02:00:5e:10:00:01", "02:00:5e:10:00:01"), (told.ClientHardware, told.ClientMac.ToString()));
        Assert.Equal(("desk-7", "desk-7.corp.test", "desk-7.corp.test"), (told.HostName, told.ClientFqdn, told.ClientFqdnText));
        Assert.Equal((1, "02:00:5e:10:00:01"), (told.ClientIdType ?? 0, told.ClientId));
        Assert.Equal(("192.0.2.77", "192.0.2.1"), (told.RequestedAddress.ToString(), told.ServerIdentifier.ToString()));
        Assert.Equal(("MSFT 5.0", "1,3,6,15,31,33", 1500), (told.VendorClass, told.ParameterRequestList, told.MaxMessageSize ?? 0));
        Assert.Equal(("gi/1", "000908"), (told.RelayCircuitId, told.RelayRemoteId));
        Assert.Null(told.AssignedAddress);
    }

    [Fact]
    public void An_acknowledgement_tells_what_the_server_gives()
    {
        var told = Read(Ack, FromServer());
        Assert.False(told.FromClient);
        Assert.Equal(("192.0.2.77", TimeSpan.FromHours(1), "corp.test"), (told.AssignedAddress.ToString(), told.LeaseTime, told.DomainName));
        Assert.Equal(["192.0.2.53", "192.0.2.54"], told.NameServers!.Select(server => server.ToString()));
        Assert.Equal("192.0.2.1", Assert.Single(told.Routers!).ToString());
    }

    [Fact]
    public void A_name_in_the_encoding_of_DNS_is_read_and_kept_as_it_stood()
    {
        var told = Read(Message(1, 1, 0, Option(53, 1), Option(81, [0x04, 0, 0, 4, .. "desk"u8, 4, .. "test"u8, 0])));
        Assert.Equal("desk.test", told.ClientFqdn);
        Assert.Equal("\\x04desk\\x04test\\x00", told.ClientFqdnText);
    }

    [Fact]
    public void Options_go_on_in_boot_file_and_server_name_where_option_52_says_so()
    {
        var message = Message(1, 1, 0, Option(53, 1), Option(52, 3));
        byte[] inServerName = [.. Option(12, "desk"u8), 255], inBootFile = [.. Option(60, "udhcp"u8), 255];
        inServerName.CopyTo(message, 44);
        inBootFile.CopyTo(message, 108);
        var told = Read(message);
        Assert.Equal(("desk", "udhcp"), (told.HostName, told.VendorClass));
        message[^2] = 0;                                                     // the overload says neither
        Assert.Null(Read(message).HostName);
    }

    [Fact]
    public void An_option_that_is_longer_than_the_message_breaks_it()
    {
        var flow = FromClient();
        byte[] message = [.. Message(1, 1, 0, Option(53, 1))[..^1], 12, 9, (byte)'p', (byte)'c'];
        Assert.Equal(ParseStatus.Continue, new DhcpParser().Parse(message, Direction.FromOriginator, flow).Status);
        Assert.Empty(flow.Events);
        Assert.Equal(["dhcp_option_past_end"], flow.Weirds);
    }

    [Fact]
    public void No_prefix_of_a_message_throws_or_tells_more_than_it_holds()
    {
        for (var length = 0; length < Request.Length; length++)
        {
            var flow = FromClient();
            new DhcpParser().Parse(Request.AsSpan(0, length), Direction.FromOriginator, flow);
            foreach (var told in flow.Events.Cast<DhcpMessageEvent>()) Assert.True(told.ParameterRequestList is null || length == Request.Length - 1);
        }
    }

    [Fact]
    public void Something_else_on_its_port_is_left_to_others() =>
        Assert.Equal(ParseStatus.NotThis, new DhcpParser().Parse(new byte[300], Direction.FromOriginator, FromClient()).Status);

    [Fact]
    public void A_client_identifier_of_another_kind_is_text_or_digits()
    {
        Assert.Equal("switch-4", Read(Message(1, 1, 0, Option(61, [0, .. "switch-4"u8]))).ClientId);
        Assert.Equal("00010203", Read(Message(1, 1, 0, Option(61, 255, 0, 1, 2, 3))).ClientId);
        Assert.Equal(IpAddr.Parse("192.0.2.1"), Read(Message(1, 1, 0, Option(54, 192, 0, 2, 1))).ServerIdentifier);
    }
}
