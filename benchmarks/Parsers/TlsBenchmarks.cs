using System.Net.Security;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Tls;
using NetSensor.Protocols.X509;
using NetSensor.Wire;

namespace NetSensor.Benchmarks;

/// <summary>What TLS costs: fingerprints once per hello, a certificate once per handshake, and nothing per encrypted packet.</summary>
[MemoryDiagnoser]
public class TlsBenchmarks
{
    private readonly TlsParser _parser = new();
    private readonly SilentFlow _flow = new();
    private byte[] _helloRecord = [], _hello = [], _certificate = [], _encrypted = [];

    /// <summary>Takes a real hello from the framework's own client, and makes a certificate.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _helloRecord = CapturedHello();
        _hello = _helloRecord[9..];
        _certificate = MadeCertificate();
        _encrypted = [23, 3, 3, 0x05, 0xA3, .. new byte[1443]];
        _parser.Parse(_helloRecord, Direction.FromOriginator, _flow);
    }

    /// <summary>Reading a ClientHello.</summary>
    [Benchmark]
    public bool ReadHello() => ClientHello.TryRead(_hello, datagram: false, out _);

    /// <summary>JA3 of a hello, its text included.</summary>
    [Benchmark]
    public string JA3()
    {
        ClientHello.TryRead(_hello, datagram: false, out var hello);
        return Ja3.Of(hello);
    }

    /// <summary>JA4 of a hello.</summary>
    [Benchmark]
    public string JA4()
    {
        ClientHello.TryRead(_hello, datagram: false, out var hello);
        return Ja4.Of(hello, Ja4Transport.Tls);
    }

    /// <summary>Reading a certificate.</summary>
    [Benchmark]
    public CertificateDetails? ReadCertificate() => Certificate.Read(_certificate);

    /// <summary>A certificate that was read before.</summary>
    [Benchmark]
    public CertificateDetails? ReadCertificateAgain() => CertificateCache.Read(_certificate);

    /// <summary>A whole hello through the parser of a new flow.</summary>
    [Benchmark]
    public ParseResult HelloThroughParser()
    {
        _parser.Reset();
        return _parser.Parse(_helloRecord, Direction.FromOriginator, _flow);
    }

    /// <summary>An encrypted packet of a flow whose handshake is not over; must allocate nothing.</summary>
    [Benchmark]
    public ParseResult EncryptedPacket() => _parser.Parse(_encrypted, Direction.FromOriginator, _flow);

    private static byte[] CapturedHello()
    {
        using var wire = new MemoryStream();
        using var client = new SslStream(new OneWay(wire));
        try
        {
            client.AuthenticateAsClient("www.lab.example");
        }
        catch (IOException)
        {
            // There is no server: the hello is all that was wanted.
        }
        return wire.ToArray();
    }

    private static byte[] MadeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=www.lab.example,O=Lab,C=DE", key, HashAlgorithmName.SHA256);
        var names = new System.Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder();
        for (var i = 0; i < 8; i++) names.AddDnsName($"host{i}.lab.example");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(60));
        return certificate.RawData;
    }

    /// <summary>Keeps what is written; there is never anything to read.</summary>
    private sealed class OneWay(MemoryStream written) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => 0;
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => written.Write(buffer, offset, count);
    }

    private sealed class SilentFlow : IFlowContext
    {
        public FlowIdentity Flow => throw new NotSupportedException();
        public Timestamp Now => Timestamp.FromUnix(1_000_000);
        public Transport Transport => Transport.Tcp;
        public IpAddr Originator => default;
        public IpAddr Responder => default;
        public ushort OriginatorPort => 40000;
        public ushort ResponderPort => 443;

        public void Emit(SensorEvent happened)
        {
        }

        public void ConfirmService(string service)
        {
        }

        public void NameDestination(string name, string source)
        {
        }

        public void SetJa4(string ja4)
        {
        }

        public void Weird(string name, string? detail = null)
        {
        }
    }
}
