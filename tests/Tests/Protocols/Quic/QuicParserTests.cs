using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Quic;
using NetSensor.Tests.Support;
using static NetSensor.Tests.Protocols.Quic.QuicPackets;

namespace NetSensor.Tests.Protocols.Quic;

public sealed class QuicParserTests
{
    private readonly QuicParser _parser = new();
    private readonly RecordingFlow _flow = new();

    [Fact]
    public void A_handshake_is_told_with_its_names_and_letters()
    {
        Client(QuicPackets.Client(Crypto(0, ClientHello)));
        Server([.. QuicPackets.Server(ServerFrames), .. Handshake([], ServerScid)]);
        Client(Handshake(ServerScid, []));
        var connection = Close();

        Assert.Equal(("1", "8394c8f03e515708", "", "f067a5502a4262b5"), (connection.Version, connection.ClientInitialDcid, connection.ClientScid, connection.ServerScid));
        Assert.Equal(("example.com", "alpn", "ISishH"), (connection.ServerName, connection.ClientProtocol, connection.History));
        Assert.StartsWith("q13d0211an_", connection.Ja4, StringComparison.Ordinal);
        Assert.Equal(["quic", "ssl"], _flow.Services.Order());
        Assert.Equal(("example.com", "sni"), _flow.DestinationName);
        Assert.Equal(connection.Ja4, _flow.Ja4);
        var tls = Assert.Single(_flow.Events.OfType<TlsSessionEvent>());
        Assert.Equal(("TLSv13", "TLS_AES_128_GCM_SHA256", "x25519", "Cs", false), (tls.Version, tls.Cipher, tls.Curve, tls.History, tls.Established));
    }

    [Fact]
    public void A_hello_in_shuffled_pieces_over_several_packets_is_put_together()
    {
        Client(QuicPackets.Client(Crypto(200, ClientHello.AsSpan(200)), Crypto(50, ClientHello.AsSpan(50, 80))));
        Client(QuicPackets.Client(Crypto(120, ClientHello.AsSpan(120, 90)), [1]));    // overlaps both neighbours; a PING
        Assert.Empty(_flow.Events);
        Client(QuicPackets.Client(Crypto(0, ClientHello.AsSpan(0, 50))));
        Assert.Equal(("example.com", "IIIS"), (Close().ServerName, _flow.Events.OfType<QuicConnectionEvent>().Single().History));
    }

    [Fact]
    public void After_retry_the_client_begins_again_with_other_keys()
    {
        Client(QuicPackets.Client(Crypto(0, ClientHello)));
        Server(Retry(ServerScid));
        Assert.Equal("ISr", Assert.Single(_flow.Events.OfType<QuicConnectionEvent>()).History);
        Client(QuicPackets.Client(Crypto(0, ClientHello)));
        _parser.OnClose(_flow);
        Assert.Equal(["ISr", "IS"], _flow.Events.OfType<QuicConnectionEvent>().Select(c => c.History));
    }

    [Fact]
    public void A_close_within_the_handshake_ends_the_connection()
    {
        Client(QuicPackets.Client(Crypto(0, ClientHello)));
        Server(QuicPackets.Server([2, 0, 0, 0, 0], [0x1C, 0x0A, 6, 3, (byte)'b', (byte)'y', (byte)'e']));    // ACK; CONNECTION_CLOSE 10, of frame 6, "bye"
        Assert.Equal("ISic", Assert.Single(_flow.Events.OfType<QuicConnectionEvent>()).History);
    }

    [Fact]
    public void Versions_offered_by_the_server_make_a_new_beginning()
    {
        Client(QuicPackets.Client(Crypto(0, ClientHello)));
        Server([.. Long(0xC0, 0, [], ClientDcid), 0x6B, 0x33, 0x43, 0xCF]);
        Client(Initial(QuicSealer.ClientV2, V2, ClientDcid, [], [Crypto(0, ClientHello)], number: 0, atLeast: 1200));
        _parser.OnClose(_flow);
        Assert.Equal([("1", "ISu"), ("quicv2", "IS")], _flow.Events.OfType<QuicConnectionEvent>().Select(c => (c.Version, c.History)));
    }

    [Fact]
    public void An_unknown_version_is_told_and_left_alone()
    {
        var result = Client([.. Long(0xC0, 0x51303530, ClientDcid, []), 1, 2, 3]);      // Google's Q050
        Assert.Equal(ParseStatus.Done, result.Status);
        Assert.Equal(("unknown-51303530", "U"), (Assert.Single(_flow.Events.OfType<QuicConnectionEvent>()).Version, _flow.Events.OfType<QuicConnectionEvent>().Single().History));
        Assert.Empty(_flow.Services);
    }

    [Fact]
    public void Packets_that_do_not_open_confirm_nothing()
    {
        var forged = QuicPackets.Client(Crypto(0, ClientHello));
        forged[^1] ^= 1;
        for (var i = 0; i < 20; i++) Client(forged);
        Assert.Empty(_flow.Services);
        Assert.Equal(new string('I', 20), Close().History);
    }

    [Fact]
    public void When_only_short_headers_come_nobody_listens_any_more()
    {
        Client(QuicPackets.Client(Crypto(0, ClientHello)));
        var status = ParseStatus.Continue;
        for (var i = 0; i < 64; i++) status = Client([0x41, .. new byte[30]]).Status;
        Assert.Equal(ParseStatus.Done, status);
        Assert.Single(_flow.Events.OfType<QuicConnectionEvent>());
    }

    [Fact]
    public void Endless_pieces_that_never_meet_take_bounded_memory()
    {
        for (var offset = 1; offset < 16_000; offset += 3) _parser.Parse(QuicPackets.Client(Crypto(offset, [1])), Direction.FromOriginator, _flow);
        Assert.Single(_flow.Services);
        Assert.Equal(100, Close().History.Length);
    }

    [Fact]
    public void Every_prefix_of_a_datagram_is_borne()
    {
        byte[] datagram = [.. QuicPackets.Client(Crypto(0, ClientHello)), .. Handshake(ServerScid, [])];
        for (var length = 0; length < datagram.Length; length++)
        {
            var flow = new RecordingFlow();
            var parser = new QuicParser();
            var status = parser.Parse(datagram.AsSpan(0, length), Direction.FromOriginator, flow).Status;
            parser.OnClose(flow);
            Assert.Equal(length < 1200, status == ParseStatus.NotThis);
            Assert.Equal(length >= 1200 ? 1 : 0, flow.Events.OfType<QuicConnectionEvent>().Count());
        }
    }

    [Fact]
    public void Damaged_frames_within_genuine_packets_are_borne()
    {
        var random = new Random(9001);
        byte[] good = [.. Crypto(0, ClientHello), 2, 0, 0, 1, 0, 0, 0, .. Crypto(240, ClientHello.AsSpan(0, 30)), 0x1C, 0, 0, 0];
        for (var turn = 0; turn < 3000; turn++)
        {
            var frames = (byte[])good.Clone();
            for (var change = random.Next(1, 6); change > 0; change--) frames[random.Next(frames.Length)] = (byte)random.Next(256);
            _parser.Reset();
            _parser.Parse(QuicPackets.Client(frames[..random.Next(4, frames.Length)]), Direction.FromOriginator, _flow);
            _parser.OnClose(_flow);
        }
    }

    [Fact]
    public void The_varints_of_the_standard_read()                 // RFC 9000 A.1
    {
        Assert.Equal(151_288_809_941_952_652UL, Varint("c2197c5eff14e88c"));
        Assert.Equal(494_878_333UL, Varint("9d7f3e7d"));
        Assert.Equal(15_293UL, Varint("7bbd"));
        Assert.Equal(37UL, Varint("25"));
        Assert.Equal(37UL, Varint("4025"));
    }

    private static ulong Varint(string hex)
    {
        var reader = new NetSensor.Wire.ByteReader(Convert.FromHexString(hex));
        return QuicVarint.Read(ref reader);
    }

    private ParseResult Client(byte[] datagram) => _parser.Parse(datagram, Direction.FromOriginator, _flow);

    private void Server(byte[] datagram) => _parser.Parse(datagram, Direction.FromResponder, _flow);

    private QuicConnectionEvent Close()
    {
        _parser.OnClose(_flow);
        return Assert.Single(_flow.Events.OfType<QuicConnectionEvent>());
    }
}
