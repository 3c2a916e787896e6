using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Tls;
using NetSensor.Tests.Protocols.X509;
using NetSensor.Tests.Support;
using static NetSensor.Tests.Protocols.Tls.TlsConversations;

namespace NetSensor.Tests.Protocols.Tls;

public class TlsParserTests
{
    [Fact]
    public void A_full_handshake_is_told_with_the_first_encrypted_record_of_both_sides()
    {
        var flow = new RecordingFlow();
        var session = Session(Play(new TlsParser(), Full12, flow));
        Assert.Equal("CsxkrnXGYIti", session.History);
        Assert.Equal(("TLSv12", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "x25519"), (session.Version, session.Cipher, session.Curve));
        Assert.Equal(("www.lab.example", "h2", "h2"), (session.ServerName, session.NextProtocol, session.OfferedProtocol));
        Assert.True(session.Established && !session.Resumed && session.NameMatchesCertificate == true);
        Assert.Equal([LabCertificates.AuthorityFingerprint], session.CertificateChain!);
        Assert.Equal([LabCertificates.ClientFingerprint], session.ClientCertificateChain!);
        Assert.Equal(["ssl"], flow.Services);
        Assert.Equal(("www.lab.example", "sni"), flow.DestinationName);
        Assert.Equal(session.Ja4, flow.Ja4);
    }

    [Fact]
    public void Certificates_are_told_as_they_come_with_their_role()
    {
        var told = Play(new TlsParser(), Full12, new RecordingFlow()).OfType<CertificateEvent>().ToList();
        Assert.Equal([(LabCertificates.AuthorityFingerprint, true, false), (LabCertificates.ClientFingerprint, true, true)],
            told.Select(t => (t.Certificate.Fingerprint, t.IsHost, t.IsClient)));
    }

    [Fact]
    public void A_handshake_byte_by_byte_tells_the_same()
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        var pending = new[] { new List<byte>(), new List<byte>() };
        var skip = new long[2];
        foreach (var (direction, bytes) in Full12.Turns)
        {
            foreach (var value in bytes)
            {
                if (skip[(int)direction]-- > 0) continue;
                skip[(int)direction] = 0;
                var held = pending[(int)direction];
                held.Add(value);
                var result = parser.Parse(held.ToArray(), direction, flow);
                skip[(int)direction] = Math.Max(0, result.Consumed - held.Count);
                held.RemoveRange(0, (int)Math.Min(result.Consumed, held.Count));
            }
        }
        parser.OnClose(flow);
        Assert.Equal("CsxkrnXGYIti", Session(flow.Events).History);
    }

    [Fact]
    public void A_retry_of_TLS_13_is_followed_through_its_meaningless_cipher_changes()
    {
        var session = Session(Play(new TlsParser(), Retry13, new RecordingFlow()));
        Assert.Equal(("CjiICs", "TLSv13", "x25519", true), (session.History, session.Version, session.Curve, session.Established));
    }

    [Fact]
    public void A_session_whose_id_the_server_repeats_goes_on()
    {
        var session = Session(Play(new TlsParser(), Resumed12, new RecordingFlow()));
        Assert.Equal(("CsiI", true, true), (session.History, session.Resumed, session.Established));
    }

    [Fact]
    public void A_refusal_is_told_when_the_flow_ends()
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        Assert.DoesNotContain(Play(parser, Refused, flow, close: false), told => told is TlsSessionEvent);
        parser.OnClose(flow);
        var session = Session(flow.Events);
        Assert.Equal(("Cl", "handshake_failure", false), (session.History, session.LastAlert, session.Established));
    }

    [Fact]
    public void SSL_20_has_no_letters_but_a_certificate()
    {
        var session = Session(Play(new TlsParser(), Ssl2, new RecordingFlow()));
        Assert.Equal(("", "SSLv2", "SSLv20_CK_RC4_128_WITH_MD5", true), (session.History, session.Version, session.Cipher, session.Established));
        Assert.Equal([LabCertificates.ClientFingerprint], session.CertificateChain!);
    }

    [Fact]
    public void Datagram_handshakes_survive_fragments_that_overlap_and_change_places()
    {
        var flow = new RecordingFlow();
        var session = Session(Play(new DtlsParser(), Datagrams12, flow));
        Assert.Equal(("CvCsxknGIi", "DTLSv12", "d.example", true), (session.History, session.Version, session.ServerName, session.Established));
        Assert.Equal([LabCertificates.AuthorityFingerprint], session.CertificateChain!);
        Assert.Equal(["dtls"], flow.Services);
    }

    [Fact]
    public void After_the_handshake_nothing_is_wanted()
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        Play(parser, Full12, flow);
        Assert.Equal(ParseStatus.Done, parser.Parse(Record(ApplicationData, new byte[50]), Direction.FromOriginator, flow).Status);
    }

    [Fact]
    public void An_encrypted_record_is_skipped_before_it_is_whole()
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        parser.Parse(Record(Handshake, ClientHello13), Direction.FromOriginator, flow);
        var result = parser.Parse(Record(ApplicationData, new byte[16000])[..100], Direction.FromResponder, flow);
        Assert.Equal((ParseStatus.Continue, 16005), (result.Status, result.Consumed));
    }

    [Fact]
    public void A_gap_tells_what_was_seen()
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        parser.Parse(Record(Handshake, ClientHello12), Direction.FromOriginator, flow);
        Assert.Equal(ParseStatus.Done, parser.OnGap(Direction.FromResponder, 1448, flow).Status);
        Assert.Equal("C", Session(flow.Events).History);
    }

    [Fact]
    public void Bytes_that_are_no_record_are_another_protocol()
    {
        Assert.Equal(ParseStatus.NotThis, new TlsParser().Parse("GET / HTTP/1.1\r\n"u8, Direction.FromOriginator, new RecordingFlow()).Status);
    }

    [Fact]
    public void A_record_of_no_kind_within_a_session_breaks_it()
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        parser.Parse(Record(Handshake, ClientHello12), Direction.FromOriginator, flow);
        Assert.Equal(ParseStatus.Violation, parser.Parse(Record(77, [1]), Direction.FromResponder, flow).Status);
        Assert.Equal("C", Session(flow.Events).History);
    }

    [Fact]
    public void A_message_that_claims_16_megabytes_is_not_waited_for()
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        parser.Parse(Record(Handshake, ClientHello12), Direction.FromOriginator, flow);
        Assert.Equal(ParseStatus.Violation, parser.Parse(Record(Handshake, [11, 0xFF, 0xFF, 0xFF, 1, 2, 3]), Direction.FromResponder, flow).Status);
    }

    [Fact]
    public void A_hello_from_the_responder_turns_the_roles_round()
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        parser.Parse(Record(Handshake, ClientHello12), Direction.FromResponder, flow);
        parser.Parse(Record(Handshake, ServerHello12), Direction.FromOriginator, flow);
        parser.OnClose(flow);
        Assert.Equal("^Cs", Session(flow.Events).History);
    }

    [Theory]
    [InlineData(0, 0x0303, "refused")] // offered, and the server chose TLS 1.2, which has none
    [InlineData(0, 0x0304, "outer")]   // offered: real or GREASE, nobody else can tell
    [InlineData(1, 0x0304, "inner")]
    public void An_encrypted_hello_is_told_as_far_as_the_wire_tells(byte kind, ushort chosen, string told)
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        var hello = HelloBytes.Client(0x0303, [0x1301, 0xC02B], HelloBytes.Versions(0x0304, 0x0303), (0xFE0D, [kind]));
        parser.Parse(Record(Handshake, Message(1, hello)), Direction.FromOriginator, flow);
        parser.Parse(Record(Handshake, chosen == 0x0304 ? ServerHello13 : ServerHello12), Direction.FromResponder, flow);
        parser.OnClose(flow);
        Assert.Equal(told, Session(flow.Events).EncryptedClientHello);
    }

    [Fact]
    public void A_server_that_answers_an_encrypted_hello_in_its_retry_knows_it()
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        var hello = HelloBytes.Client(0x0303, [0x1301], HelloBytes.Versions(0x0304), (0xFE0D, [0]));
        var retry = RetryRequest[4..];
        byte[] answer = [.. retry[..^14], .. HelloBytes.Block((43, [3, 4]), (0xFE0D, new byte[8]))]; // instead of version and key share
        parser.Parse(Record(Handshake, Message(1, hello)), Direction.FromOriginator, flow);
        parser.Parse(Record(Handshake, Message(2, answer)), Direction.FromResponder, flow);
        parser.OnClose(flow);
        Assert.Equal(("Cj", "retry"), (Session(flow.Events).History, Session(flow.Events).EncryptedClientHello));
    }

    [Fact]
    public void An_encrypted_packet_allocates_nothing()
    {
        var flow = new RecordingFlow();
        var parser = new TlsParser();
        parser.Parse(Record(Handshake, ClientHello13), Direction.FromOriginator, flow);
        var packet = Record(ApplicationData, new byte[1443]);
        parser.Parse(packet, Direction.FromResponder, flow);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 1000; i++) parser.Parse(packet, Direction.FromResponder, flow);
        }));
    }

    [Fact]
    public void A_reset_parser_forgets_everything()
    {
        var parser = new TlsParser();
        Play(parser, Full12, new RecordingFlow());
        parser.Reset();
        var session = Session(Play(parser, Refused, new RecordingFlow()));
        Assert.Equal(("Cl", null, null), (session.History, session.Version, session.CertificateChain));
    }

    [Fact]
    public void No_prefix_of_a_handshake_throws_or_is_told_as_established()
    {
        byte[] server = [.. Full12.Turns[1].Bytes];
        for (var length = 0; length < server.Length; length++)
        {
            var flow = new RecordingFlow();
            var parser = new TlsParser();
            parser.Parse(Full12.Turns[0].Bytes, Direction.FromOriginator, flow);
            parser.Parse(server.AsSpan(0, length), Direction.FromResponder, flow);
            parser.OnClose(flow);
            Assert.False(Session(flow.Events).Established);
        }
    }

    [Theory]
    [InlineData(new byte[] { 22, 3, 1, 0, 90, 1, 0, 0, 86, 3, 3 }, 0, false, ProbeVerdict.Yes)]
    [InlineData(new byte[] { 22, 3, 1, 0, 90, 2, 0, 0, 86, 3, 3 }, 1, false, ProbeVerdict.Yes)]
    [InlineData(new byte[] { 22, 3, 1, 0, 90, 1 }, 0, false, ProbeVerdict.Maybe)]
    [InlineData(new byte[] { 22, 3, 1, 0, 90, 16, 0, 0, 86, 3, 3 }, 0, false, ProbeVerdict.No)]   // a key exchange: too late
    [InlineData(new byte[] { 22, 3, 1, 0, 1, 1, 22, 3, 1, 0, 1 }, 0, false, ProbeVerdict.Yes)]    // one byte a record
    [InlineData(new byte[] { 23, 3, 3, 0, 90, 1, 0, 0, 86, 3, 3 }, 0, true, ProbeVerdict.No)]     // encrypted: nothing to learn
    [InlineData(new byte[] { 21, 3, 3, 0, 26, 9, 9, 9 }, 0, true, ProbeVerdict.No)]               // an encrypted alert
    [InlineData(new byte[] { 20, 3, 3, 0, 1, 1 }, 0, true, ProbeVerdict.Yes)]
    [InlineData(new byte[] { 20, 3, 3, 0, 1, 1 }, 0, false, ProbeVerdict.No)]
    [InlineData(new byte[] { 0x80, 30, 1, 0, 2, 0, 3, 0, 0, 0, 16 }, 0, false, ProbeVerdict.No)]  // lengths that do not add up to 30
    [InlineData(new byte[] { 0x80, 28, 1, 0, 2, 0, 3, 0, 0, 0, 16 }, 0, false, ProbeVerdict.Yes)]
    [InlineData(new byte[] { (byte)'G', (byte)'E', (byte)'T' }, 0, true, ProbeVerdict.No)]
    public void The_probe_knows_hellos_anywhere_and_little_else(byte[] first, int direction, bool likelyPort, ProbeVerdict verdict)
    {
        Assert.Equal(verdict, TlsProtocol.ProbeStream(first, (Direction)direction, likelyPort));
    }

    private static List<SensorEvent> Play(IProtocolParser parser, FuzzSeed conversation, RecordingFlow flow, bool close = true)
    {
        foreach (var (direction, bytes) in conversation.Turns) parser.Parse(bytes, direction, flow);
        if (close) parser.OnClose(flow);
        return flow.Events;
    }

    private static TlsSessionEvent Session(IEnumerable<SensorEvent> events) => Assert.Single(events.OfType<TlsSessionEvent>());
}
