using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;
using static NetSensor.Tests.Protocols.Kerberos.KerberosMessages;

namespace NetSensor.Tests.Protocols.Kerberos;

public sealed class KerberosParserTests
{
    internal static readonly FuzzSeed Stream = FuzzSeed.Talk(
        Record(AsRequest("bob", proves: true)), Record(Reply(first: true, "bob", "krbtgt/EXAMPLE.ORG", 18)),
        Record(TgsRequest("cifs/files.example.org")), Record(Reply(first: false, "bob", "cifs/files.example.org", 23)));

    [Fact]
    public void A_first_ticket_tells_who_asks_for_what()
    {
        var told = Assert.Single(Heard.Events<KerberosEvent>(Transport.Udp, 88, FuzzSeed.Talk(AsRequest("bob", proves: true), Reply(true, "bob", "krbtgt/EXAMPLE.ORG", 18))));
        Assert.Equal(("AS", "bob", "EXAMPLE.ORG", "krbtgt/EXAMPLE.ORG", true), (told.RequestType, told.ClientName, told.ClientRealm, told.ServiceName, told.Success));
        Assert.Equal((18, "aes256-cts-hmac-sha1-96", 18), (told.TicketEncryption, told.TicketEncryptionName, told.ReplyEncryption));
        Assert.Equal([18, 23], told.OfferedEncryption);
        Assert.Equal(Timestamp.FromUnix(2_136_422_885), told.Till);
        Assert.Equal((0x40810010u, "PC1", true), (told.Options, told.Workstation, told.IsPreAuthenticated));
    }

    [Fact]
    public void Several_messages_of_a_stream_are_paired()
    {
        var flow = Heard.Of(Transport.Tcp, 88, Stream);
        Assert.Equal(["krb_tcp"], flow.Services);
        Assert.Equal([("AS", "krbtgt/EXAMPLE.ORG", 18), ("TGS", "cifs/files.example.org", 23)],
            flow.Events.OfType<KerberosEvent>().Select(told => (told.RequestType, told.ServiceName, told.TicketEncryption!.Value)));
        Assert.Equal(18, flow.Events.OfType<KerberosEvent>().Last().ShownTicketEncryption);
    }

    [Fact]
    public void No_prefix_of_a_stream_throws_or_tells_more_than_the_whole() => Heard.EveryPrefix<KerberosEvent>(Transport.Tcp, 88, Stream);

    [Fact]
    public void A_request_without_proof_and_its_refusal_show_a_probe()
    {
        var told = Assert.Single(Heard.Events<KerberosEvent>(Transport.Udp, 88, FuzzSeed.Talk(AsRequest("bob", proves: false), Error(25))));
        Assert.Equal((false, 25, "KDC_ERR_PREAUTH_REQUIRED", false), (told.Success, told.ErrorCode, told.ErrorName, told.IsPreAuthenticated));
        Assert.Empty(told.PreAuthentication!);
    }

    [Fact]
    public void Who_asks_in_the_name_of_somebody_names_him() => Assert.Equal("admin",
        Assert.Single(Heard.Events<KerberosEvent>(Transport.Udp, 88, FuzzSeed.Client(TgsRequest("host/web", inNameOf: "admin")))).ImpersonatedUser);

    [Fact]
    public void A_request_that_is_sent_again_is_one()
    {
        var told = Assert.Single(Heard.Events<KerberosEvent>(Transport.Udp, 88, FuzzSeed.Client(AsRequest("bob", true), AsRequest("bob", true))));
        Assert.Equal((Timestamp.FromUnix(1_000_000), (bool?)null), (told.Started, told.Success));
    }

    [Fact]
    public void A_number_without_name_is_told_as_number() =>
        Assert.Equal("unknown-99", Assert.Single(Heard.Events<KerberosEvent>(Transport.Udp, 88, FuzzSeed.Server(Error(99)))).ErrorName);

    [Fact]
    public void Behind_a_gap_the_next_message_is_found()
    {
        var pool = new NetSensor.Flows.Payload.PayloadPool(NetSensor.Protocols.ProtocolCatalog.All);
        var flow = Heard.FlowTo(Transport.Tcp, 88);
        var payload = pool.Rent();
        payload.Deliver(Direction.FromOriginator, Record(AsRequest("bob", true)), flow);
        payload.Gap(Direction.FromResponder, 500, flow);
        payload.Deliver(Direction.FromResponder, [1, 2, 3, 4, 5, 6], flow);
        payload.Deliver(Direction.FromResponder, Record(Error(24)), flow);
        payload.Close(flow);
        Assert.Equal("KDC_ERR_PREAUTH_FAILED", Assert.Single(flow.Events.OfType<KerberosEvent>()).ErrorName);
    }
}
