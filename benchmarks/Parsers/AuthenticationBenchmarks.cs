using BenchmarkDotNet.Attributes;
using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Gssapi;
using NetSensor.Protocols.Kerberos;
using NetSensor.Protocols.Ldap;

namespace NetSensor.Benchmarks;

/// <summary>Logons and directories: an NTLM logon, a Kerberos request with its refusal, an LDAP search (an event each), and entries that tell nothing (no allocation).</summary>
[MemoryDiagnoser]
public class AuthenticationBenchmarks
{
    private static readonly byte[] Negotiate = [.. "NTLMSSP\0"u8, 1, 0, 0, 0, 7, 0x82, 8, 0xa2, .. new byte[16], 10, 0, 0x61, 0x4a, 0, 0, 0, 15];

    private static readonly byte[] Authenticate =
    [
        .. "NTLMSSP\0"u8, 3, 0, 0, 0, 24, 0, 24, 0, 64, 0, 0, 0, 24, 0, 24, 0, 64, 0, 0, 0,        // both answers: 24 bytes at 64
        4, 0, 4, 0, 88, 0, 0, 0, 6, 0, 6, 0, 92, 0, 0, 0, 4, 0, 4, 0, 98, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, 0, 0, 0, .. new byte[24], .. "E\0X\0"u8, .. "b\0o\0b\0"u8, .. "P\0C\0"u8,
    ];

    private static readonly byte[] KerberosRequest =
    [
        0x6a, 0x30, 0x30, 0x2e, 0xa1, 3, 2, 1, 5, 0xa2, 3, 2, 1, 10, 0xa4, 0x22, 0x30, 0x20,
        0xa0, 7, 3, 5, 0, 0x40, 0x81, 0, 0x10, 0xa1, 0x10, 0x30, 0x0e, 0xa0, 3, 2, 1, 1, 0xa1, 7, 0x30, 5, 0x1b, 3, .. "bob"u8, 0xa2, 3, 0x1b, 1, (byte)'E',
    ];

    private static readonly byte[] KerberosRefusal = [0x7e, 0x11, 0x30, 0x0f, 0xa0, 3, 2, 1, 5, 0xa1, 3, 2, 1, 30, 0xa6, 3, 2, 1, 25];

    private static readonly byte[] Search =
    [
        0x30, 0x27, 2, 1, 2, 0x63, 0x22, 4, 4, .. "dc=e"u8, 0x0a, 1, 2, 0x0a, 1, 0, 2, 1, 0, 2, 1, 0, 1, 1, 0, 0xa3, 8, 4, 3, .. "uid"u8, 4, 1, (byte)'b', 0x30, 0,
    ];

    private static readonly byte[] Done = [0x30, 12, 2, 1, 2, 0x65, 7, 0x0a, 1, 0, 4, 0, 4, 0];

    private readonly SilentFlow _flow = new();
    private readonly AuthenticationExchange _exchange = new("smb");
    private readonly KerberosDatagramParser _kerberos = new();
    private readonly LdapStreamParser _ldap = new();
    private readonly byte[] _entry = [0x30, 0x82, 4, 0, 2, 1, 2, 0x64, 0x82, 3, 0xf9, 4, 4, .. "dc=e"u8, .. new byte[0x3f3]];

    /// <summary>Begins a search whose entries are counted.</summary>
    [GlobalSetup]
    public void Begin() => _ldap.Parse(Search, Direction.FromOriginator, _flow);

    /// <summary>An NTLM logon that is let in.</summary>
    [Benchmark(Baseline = true)]
    public bool? NtlmLogon()
    {
        _exchange.OnToken(Negotiate, _flow);
        _exchange.OnToken(Authenticate, _flow);
        _exchange.OnReply([], LogonOutcome.Accepted, _flow);
        return _exchange.Success;
    }

    /// <summary>A first request, and its refusal.</summary>
    [Benchmark]
    public ParseStatus KerberosProbe()
    {
        _kerberos.Parse(KerberosRequest, Direction.FromOriginator, _flow);
        return _kerberos.Parse(KerberosRefusal, Direction.FromResponder, _flow).Status;
    }

    /// <summary>A search, and its end.</summary>
    [Benchmark]
    public ParseStatus LdapSearch()
    {
        _ldap.Parse(Search, Direction.FromOriginator, _flow);
        return _ldap.Parse(Done, Direction.FromResponder, _flow).Status;
    }

    /// <summary>An entry of a kilobyte, which is counted.</summary>
    [Benchmark]
    public long LdapEntry() => _ldap.Parse(_entry, Direction.FromResponder, _flow).Consumed;
}
