using NetSensor.Events;
using NetSensor.Protocols.Gssapi;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Gssapi;

public sealed class AuthenticationExchangeTests
{
    private const uint LogonFailure = 0xC000006D, MoreProcessing = 0xC0000016;
    private readonly AuthenticationExchange _exchange = new("smb");
    private readonly RecordingFlow _flow = new();

    private NtlmEvent LogOn(byte[] answer, uint status)
    {
        _exchange.OnToken(Samples.SpnegoNtlm, _flow);
        _exchange.OnReply(NtlmMessages.SpnegoAnswer(1, NtlmMessages.Challenge), LogonOutcome.FromNtStatus(MoreProcessing), _flow);
        _exchange.OnToken(NtlmMessages.SpnegoReply(answer), _flow);
        _exchange.OnReply(status == 0 ? NtlmMessages.SpnegoAnswer(0) : [], LogonOutcome.FromNtStatus(status), _flow);
        return Assert.Single(_flow.Events.OfType<NtlmEvent>());
    }

    [Fact]
    public void A_logon_tells_who_from_where_to_whom()
    {
        var logon = LogOn(NtlmMessages.Authenticate("EXAMPLE", "bob", "PC1"), status: 0);
        Assert.Equal(("bob", "EXAMPLE", "PC1", true), (logon.User, logon.Domain, logon.Workstation, logon.Success));
        Assert.Equal(("FILES", "EXAMPLE", "files.example.org", "example.org", "example.org"),
            (logon.ServerNetBiosComputer, logon.ServerNetBiosDomain, logon.ServerDnsComputer, logon.ServerDnsDomain, logon.ServerDnsTree));
        Assert.Equal(("EXAMPLE", "cifs/FILES", "10.0.19041", "10.0.19041"), (logon.TargetName, logon.TargetSpn, logon.ClientVersion, logon.ServerVersion));
        Assert.Equal((NtlmResponse.Version2, true, 24), (logon.Response, logon.HasIntegrityCode, logon.LmResponseLength));
        Assert.Equal(["gssapi", "ntlm"], _flow.Services);
        Assert.Equal((@"EXAMPLE\bob", "PC1", "NTLM", "cifs/FILES"), (_exchange.Account, _exchange.Workstation, _exchange.Mechanism, _exchange.Service));
    }

    [Fact]
    public void A_refusal_tells_its_status()
    {
        var logon = LogOn(NtlmMessages.Authenticate("EXAMPLE", "bob", "PC1"), LogonFailure);
        Assert.Equal((false, "STATUS_LOGON_FAILURE"), (logon.Success, logon.Status));
    }

    [Theory]
    [InlineData(24, NtlmResponse.Version1)]
    [InlineData(60, NtlmResponse.Version2)]
    public void The_length_of_the_answer_tells_its_version(int length, NtlmResponse version) =>
        Assert.Equal(version, LogOn(NtlmMessages.Authenticate("D", "u", "W", length), status: 0).Response);

    [Fact]
    public void A_flag_without_room_is_no_version()
    {
        byte[] answer = [.. "NTLMSSP\0"u8, 3, 0, 0, 0, 4, 0, 4, 0, 64, 0, 0, 0, .. new byte[40], 1, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8];    // LM answer at 64, where the version would be
        Assert.Null(NetSensor.Protocols.Ntlm.NtlmAuthenticate.Read(answer).Version);
    }

    [Fact]
    public void Nobody_in_particular_is_anonymous() => Assert.Equal(NtlmResponse.Anonymous, LogOn(NtlmMessages.Anonymous, status: 0).Response);

    [Fact]
    public void Each_logon_of_a_connection_is_told_for_itself()
    {
        LogOn(NtlmMessages.Authenticate("EXAMPLE", "bob", "PC1"), LogonFailure);
        _exchange.OnToken(NtlmMessages.Negotiate, _flow);
        _exchange.OnReply(NtlmMessages.Challenge, LogonOutcome.Pending, _flow);
        _exchange.OnToken(NtlmMessages.Authenticate("EXAMPLE", "eve", "PC1"), _flow);
        _exchange.Close(_flow);
        Assert.Equal([("bob", false), ("eve", (bool?)null)], _flow.Events.OfType<NtlmEvent>().Select(logon => (logon.User, logon.Success)));
    }

    [Fact]
    public void A_ticket_shown_to_a_service_is_told_when_the_service_takes_it()
    {
        _exchange.OnToken(Samples.SpnegoKerberos, _flow);
        Assert.Empty(_flow.Events);
        _exchange.OnReply(NtlmMessages.SpnegoAnswer(0), LogonOutcome.Accepted, _flow);
        var shown = Assert.Single(_flow.Events.OfType<KerberosEvent>());
        Assert.Equal(("AP", true, "smb"), (shown.RequestType, shown.Success, shown.Carrier));
        Assert.Equal(["gssapi", "krb"], _flow.Services);
    }

    [Fact]
    public void No_prefix_of_a_message_throws_or_invents_a_logon()
    {
        foreach (var message in new[] { NtlmMessages.Negotiate, NtlmMessages.Challenge, NtlmMessages.Authenticate("D", "u", "W"), Samples.SpnegoKerberos })
        {
            for (var length = 0; length < message.Length; length++)
            {
                _exchange.OnToken(message.AsSpan(0, length), _flow);
                _exchange.OnToken(NtlmMessages.SpnegoReply(message[..length]), _flow);
                _exchange.Reset();
            }
        }
        Assert.DoesNotContain(_flow.Events.OfType<NtlmEvent>(), logon => logon.Success is not null);
    }
}
