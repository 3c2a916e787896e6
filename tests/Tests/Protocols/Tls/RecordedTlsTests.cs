using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Tls;

/// <summary>Sessions of real openssl clients and servers (pcaps/record-tls.sh), against what the clients themselves and tshark say of them.</summary>
public class RecordedTlsTests
{
    private const int FirstPort = 4431; // the servers listen from here on, in the order of the expectations

    // Port − 4431, what the letters must be, and why.
    private static readonly (int Port, string History)[] Expected =
    [
        (0, "CsxkrnXGYIti"), // TLS 1.2, the server asks for a certificate
        (1, "CsxknGIti"),    // TLS 1.2
        (1, "CsiI"),         // its session again, by ticket: the server changes its cipher first
        (2, "CsiI"),         // TLS 1.3
        (2, "CsiI"),         // its session again, by pre-shared key
        (3, "CjiICs"),       // TLS 1.3, the server asks for another group
        (4, "Cl"),           // too old for the server
        (5, "CvCsxknGIti"),  // DTLS 1.2 with a cookie, the certificate in fragments
    ];

    private static readonly List<SensorEvent> Events = Replayed();

    [Fact]
    public void Openssl_says_the_same_of_version_cipher_and_resumption()
    {
        var told = File.ReadLines(Path.Combine(Checkout.Folder, "pcaps", "tls.tsv")).Skip(1).Select(line => line.Split('\t')).ToList();
        var sessions = Sessions();
        Assert.Equal(Expected.Length, sessions.Count);
        for (var i = 0; i < sessions.Count; i++)
        {
            var (session, row) = (sessions[i], told[i]);
            Assert.Equal(row[0], session.Flow!.ResponderPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (row[1] == "(NONE)")
            {
                Assert.Equal((null, "protocol_version", false), (session.Version, session.LastAlert, session.Established));
                continue;
            }
            Assert.Equal(row[1].Replace(".", "", StringComparison.Ordinal), session.Version!.TrimStart('D')); // openssl calls DTLS 1.2 TLSv1.2 here
            Assert.Equal(row[2], OpenSslName(session.Cipher!));
            Assert.Equal(row[3] == "Reused", session.Resumed);
            Assert.True(session.Established);
        }
    }

    [Fact]
    public void The_letters_tell_each_handshake()
    {
        Assert.Equal(Expected, Sessions().Select(session => (session.Flow!.ResponderPort - FirstPort, session.History)));
    }

    [Fact]
    public void Tshark_reads_the_same_names_and_fingerprints()
    {
        var sessions = Sessions().Where(session => session.Flow!.Transport == Transport.Tcp).ToDictionary(session => (int)session.Flow!.OriginatorPort);
        foreach (var row in File.ReadLines(Path.Combine(Checkout.Folder, "pcaps", "tls.tshark.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            var fromClient = row[3].Length > 0;
            var session = sessions[int.Parse(row[fromClient ? 0 : 1], System.Globalization.CultureInfo.InvariantCulture)];
            if (fromClient) Assert.Equal((row[2], row[3]), (session.ServerName, session.Ja3));
            // A retry request has a fingerprint of its own; the session keeps that of the hello behind it.
            else if (!session.History.Contains('j')) Assert.Equal(row[4], session.Ja3s);
        }
    }

    [Fact]
    public void Both_certificates_of_the_first_session_are_told_once()
    {
        var certificates = Events.OfType<CertificateEvent>().Where(told => told.Flow!.ResponderPort == FirstPort).ToList();
        Assert.Equal([("CN=www.lab.example,O=Lab\\, Inc.,C=DE", false), ("CN=lab client", true)], certificates.Select(told => (told.Certificate.Subject, told.IsClient)));
        Assert.Equal(["192.0.2.20"], certificates[0].Certificate.IpAddresses!);
        Assert.True(Sessions()[0].NameMatchesCertificate);
    }

    private static string OpenSslName(string cipher) =>
        cipher == "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384" ? "ECDHE-ECDSA-AES256-GCM-SHA384" : cipher;

    private static List<TlsSessionEvent> Sessions() => [.. Events.OfType<TlsSessionEvent>().OrderBy(session => session.Start)];

    private static List<SensorEvent> Replayed()
    {
        var sink = new Collector();
        Replay.Run([Path.Combine(Checkout.Folder, "pcaps", "tls.pcap")], new ReplayOptions(), sink);
        return sink.Events;
    }

    private sealed class Collector : IEventSink
    {
        public List<SensorEvent> Events { get; } = [];

        public void Emit(SensorEvent happened) => Events.Add(happened);
    }
}
