using System.Security.Cryptography;
using System.Text;
using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Ssh;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Ssh;

/// <summary>An SSH session is told with what both sides say in the clear, and with what sizes tell of the login.</summary>
public sealed class SshParserTests
{
    private const Direction Client = Direction.FromOriginator, Server = Direction.FromResponder;

    private readonly RecordingFlow _flow = new();
    private readonly SshParser _parser = new();

    private ParseStatus Say(Direction direction, params byte[][] packets) => _parser.Parse(packets.SelectMany(bytes => bytes).ToArray(), direction, _flow).Status;

    private void ExchangeKeys()
    {
        Say(Server, SshMessages.ServerLine);
        Say(Client, SshMessages.ClientLine);
        Say(Server, SshMessages.ServerProposal);
        Say(Client, SshMessages.ClientProposal);
        Say(Server, SshMessages.ExchangeReply, SshMessages.NewKeys);
        Say(Client, SshMessages.NewKeys);
    }

    private ParseStatus LogIn(params int[] answers)
    {
        Say(Client, new byte[44]);
        var last = ParseStatus.Continue;
        foreach (var answer in answers) last = Say(Server, new byte[answer]);
        return last;
    }

    private SshSessionEvent Told()
    {
        _parser.OnClose(_flow);
        return Assert.IsType<SshSessionEvent>(Assert.Single(_flow.Events));
    }

    [Fact]
    public void The_clients_first_choice_that_the_server_has_is_what_both_use()
    {
        ExchangeKeys();
        var told = Told();
        Assert.Equal(("ecdh-sha2-nistp256", "ssh-rsa", "aes128-ctr"), (told.KeyExchange, told.HostKeyAlgorithm, told.Cipher));
        Assert.Equal(("hmac-sha2-256", "none", 2), (told.Mac, told.Compression, told.Version));
        Assert.Equal(("SSH-2.0-Client_1", "SSH-2.0-Server_2"), (told.Client, told.Server));
    }

    [Fact]
    public void Hassh_is_the_md5_of_what_each_side_offers()
    {
        ExchangeKeys();
        var told = Told();
        Assert.Equal(Md5("curve25519-sha256,ecdh-sha2-nistp256;aes128-ctr,aes256-ctr;hmac-sha2-256;none,zlib"), told.Hassh);
        Assert.Equal(Md5("ecdh-sha2-nistp256;aes256-ctr,aes128-ctr;hmac-sha1,hmac-sha2-256;none"), told.HasshServer);
    }

    [Fact]
    public void The_host_key_is_told_by_its_fingerprint()
    {
        ExchangeKeys();
        Assert.Equal(string.Join(':', Md5("host key").Chunk(2).Select(pair => new string(pair))), Told().HostKey);
    }

    [Fact]
    public void An_answer_sixteen_bytes_shorter_than_the_first_is_a_login()
    {
        ExchangeKeys();
        Assert.Equal(ParseStatus.Done, LogIn(60, 84, 44));          // accept, the ways to log in, success
        var told = Told();
        Assert.Equal((true, 1), (told.LoginSuccess, told.LoginAttempts));
    }

    [Fact]
    public void Refusals_are_of_one_size()
    {
        ExchangeKeys();
        LogIn(60, 84, 84, 84);
        var told = Told();
        Assert.Equal((false, 2), (told.LoginSuccess, told.LoginAttempts));
    }

    [Fact]
    public void A_banner_before_the_first_refusal_is_passed_over()
    {
        ExchangeKeys();
        LogIn(60, 800, 84, 84, 44);
        var told = Told();
        Assert.Equal((true, 2), (told.LoginSuccess, told.LoginAttempts));
    }

    [Fact]
    public void Of_compressed_sessions_sizes_tell_nothing()
    {
        Say(Server, SshMessages.ServerLine);
        Say(Client, SshMessages.ClientLine);
        var offer = SshMessages.Proposal("ecdh-sha2-nistp256", "ssh-rsa", "aes128-ctr", "hmac-sha1", "zlib@openssh.com");
        Say(Server, offer, SshMessages.NewKeys);
        Say(Client, offer, SshMessages.NewKeys);
        LogIn(60, 84, 44);
        var told = Told();
        Assert.Equal((null, 0), (told.LoginSuccess, told.LoginAttempts));
    }

    [Fact]
    public void Lines_before_the_servers_identification_are_passed_over()
    {
        Say(Server, "welcome\r\n"u8.ToArray(), SshMessages.ServerLine);
        Assert.Equal("SSH-2.0-Server_2", Told().Server);
    }

    [Theory]
    [InlineData("SSH-1.5-a", "SSH-1.99-b", 1)]
    [InlineData("SSH-2.0-a", "SSH-1.99-b", 2)]
    [InlineData("SSH-1.99-a", "SSH-1.99-b", 2)]
    [InlineData("SSH-2.0-a", "SSH-1.5-b", 0)]
    public void Both_sides_settle_on_a_version(string client, string server, int version)
    {
        Say(Server, Encoding.ASCII.GetBytes(server + "\n"));
        Say(Client, Encoding.ASCII.GetBytes(client + "\n"));
        Assert.Equal(version, Told().Version ?? 0);
    }

    [Fact]
    public void Every_prefix_of_a_packet_waits_for_the_rest()
    {
        var packet = SshMessages.ClientProposal;
        for (var length = 0; length < packet.Length; length++) Assert.Equal(0, SshMessage.Read(packet.AsSpan(0, length), 2, out _));
        Assert.Equal(packet.Length, SshMessage.Read(packet, 2, out var message));
        for (var length = 0; length < message.Payload.Length - 13; length++) Assert.Null(SshProposal.Read(message.Payload[..length]));
    }

    [Fact]
    public void A_parser_that_was_reset_remembers_nothing()
    {
        ExchangeKeys();
        LogIn(60, 84, 44);
        _parser.Reset();
        Say(Server, SshMessages.ServerLine);
        var told = Told();
        Assert.Equal((null, null, null, 0), (told.Client, told.Hassh, told.LoginSuccess, told.LoginAttempts));
    }

    [Fact]
    public void Encrypted_segments_allocate_nothing()
    {
        ExchangeKeys();
        var segment = new byte[1000];
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 100; i++) _parser.Parse(segment, (Direction)(i & 1), _flow);
        }));
    }

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(text)));
}
