using System.Buffers.Binary;
using System.Text;
using NetSensor.Events;
using NetSensor.Protocols.Dns;
using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// The negotiation of a connection. A client may begin with SMB 1 and be answered in SMB 2, so the request is kept here for both.
/// <code>
/// SMB 2 request  ([MS-SMB2] §2.2.3): | size 2 | dialects 2 | security mode 2 | 2 | capabilities 4 | client GUID 16 | contexts offset 4, count 2, 2 | dialect 2 … | contexts |
/// SMB 2 answer   (§2.2.4): | size 2 | security mode 2 | dialect 2 | contexts count 2 | server GUID 16 | capabilities 4 | sizes 12 | time 8 | start 8 | token offset 2, length 2 | contexts offset 4 |
/// context        (§2.2.3.1): | type 2 | length 2 | reserved 4 | data | padding to 8 |
/// SMB 1 request  ([MS-CIFS] §2.2.4.52.1): | 02 name 00 | …
/// </code>
/// </summary>
internal sealed class SmbNegotiation
{
    private const int MaxDialects = 16;             // Windows offers six, old clients ten
    private const int MaxContexts = 16;             // there are nine kinds
    private const int MaxAlgorithms = 8;            // there are five compressions
    private const ushort SigningRequired = 2;       // SMB2_NEGOTIATE_SIGNING_REQUIRED
    private const ushort Smb311 = 0x0311;

    private enum Context : ushort { Encryption = 2, Compression = 3, ServerName = 5, Signing = 8 }

    private List<string>? _offered;
    private Guid? _client;
    private bool? _clientRequiresSigning;
    private uint? _clientCapabilities;
    private string? _serverName;
    private string? _called;
    private string? _calling;

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        ForgetRequest();
        _called = _calling = null;
    }

    /// <summary>A session over NetBIOS is asked for: by which name for which (RFC 1002 §4.3.2, each | 32 | encoded 32 | 0 |).</summary>
    public void OnNetBiosSession(ReadOnlySpan<byte> names)
    {
        const int NameLength = 34;
        if (names.Length < 2 * NameLength) return;
        _called = Name(names[1..]);
        _calling = Name(names[(NameLength + 1)..]);
    }

    private static string? Name(ReadOnlySpan<byte> encoded)
    {
        Span<byte> name = stackalloc byte[16];
        var length = NetBiosName.Decode(encoded, name);
        return length > 0 ? Encoding.ASCII.GetString(name[..length]) : null;
    }

    private void ForgetRequest()
    {
        _offered = null;
        _client = null;
        _clientRequiresSigning = null;
        _clientCapabilities = null;
        _serverName = null;
    }

    /// <summary>A request of SMB 1: names of dialects.</summary>
    public void OnSmb1Request(ReadOnlySpan<byte> names)
    {
        ForgetRequest();
        _offered = [];
        while (names.Length > 1 && _offered.Count < MaxDialects)        // ends: each turn takes at least two bytes
        {
            var end = names[1..].IndexOf((byte)0);
            if (end < 0) return;
            _offered.Add(SmbText.FromOem(names.Slice(1, end)));
            names = names[(end + 2)..];
        }
    }

    /// <summary>A request of SMB 2; the message begins with its header.</summary>
    public void OnSmb2Request(ReadOnlySpan<byte> message)
    {
        ForgetRequest();
        var reader = new ByteReader(message[Smb2Header.Length..]);
        reader.Skip(2);
        int count = reader.U16Le();
        _clientRequiresSigning = (reader.U16Le() & SigningRequired) != 0;
        reader.Skip(2);
        _clientCapabilities = reader.U32Le();
        _client = Smb2Fields.Identifier(ref reader);
        var contexts = reader.U32Le();
        var contextCount = reader.U16Le();
        reader.Skip(2);
        _offered = [];
        var speaks311 = false;
        for (; count > 0 && _offered.Count < MaxDialects; count--)
        {
            var dialect = reader.U16Le();
            if (reader.Truncated) return;
            speaks311 |= dialect == Smb311;
            _offered.Add(Name(dialect));
        }
        if (!speaks311) return;
        var algorithms = new SmbAlgorithms();
        ReadContexts(message, contexts, contextCount, ref algorithms);
        _serverName = algorithms.ServerName;
    }

    /// <summary>An answer of SMB 2; gives back the token in it.</summary>
    public ReadOnlySpan<byte> OnSmb2Answer(ReadOnlySpan<byte> message, uint status, IFlowContext flow)
    {
        var reader = new ByteReader(message[Smb2Header.Length..]);
        reader.Skip(2);
        var mode = reader.U16Le();
        var dialect = reader.U16Le();
        var contextCount = reader.U16Le();
        var server = Smb2Fields.Identifier(ref reader);
        var capabilities = reader.U32Le();
        reader.Skip(12);
        var time = reader.U64Le();
        var started = reader.U64Le();
        var offset = reader.U16Le();
        var length = reader.U16Le();
        if (status != NtStatus.Success || reader.Truncated)
        {
            flow.Emit(new SmbNegotiateEvent { Status = status, Offered = _offered, ClientGuid = _client, ClientRequiresSigning = _clientRequiresSigning, ClientCapabilities = _clientCapabilities });
            return default;
        }
        var algorithms = new SmbAlgorithms();
        if (dialect == Smb311) ReadContexts(message, reader.U32Le(), contextCount, ref algorithms);
        flow.Emit(new SmbNegotiateEvent
        {
            Dialect = Name(dialect),
            Offered = _offered,
            Status = status,
            ClientGuid = _client,
            ServerGuid = server,
            ClientRequiresSigning = _clientRequiresSigning,
            ServerRequiresSigning = (mode & SigningRequired) != 0,
            ClientCapabilities = _clientCapabilities,
            ServerCapabilities = capabilities,
            Cipher = algorithms.Cipher,
            SigningAlgorithm = algorithms.Signing,
            Compression = algorithms.Compression,
            ServerName = _serverName,
            ServerTime = time,
            ServerStarted = started,
            CalledName = _called,
            CallingName = _calling,
        });
        return Smb2Fields.Part(message, offset, length);
    }

    /// <summary>An answer of SMB 1.</summary>
    public void OnSmb1Answer(in Smb1Negotiated answer, uint status, IFlowContext flow) => flow.Emit(new SmbNegotiateEvent
    {
        Dialect = _offered is { } names && answer.Index < names.Count ? names[answer.Index] : null,
        Offered = _offered,
        Status = status,
        ServerGuid = answer.ServerGuid,
        ServerRequiresSigning = answer.RequiresSigning,
        ServerCapabilities = answer.Capabilities,
        ServerName = answer.ServerName,
        ServerDomain = answer.Domain,
        ServerTime = answer.Time,
        CalledName = _called,
        CallingName = _calling,
    });

    private static void ReadContexts(ReadOnlySpan<byte> message, uint offset, int count, scoped ref SmbAlgorithms algorithms)
    {
        if (offset < Smb2Header.Length || offset >= (uint)message.Length) return;
        var reader = new ByteReader(message[(int)offset..]);
        for (count = Math.Min(count, MaxContexts); count > 0; count--)
        {
            var type = (Context)reader.U16Le();
            var data = reader.Bytes(HeaderOf(ref reader));
            if (reader.Truncated) return;
            ReadContext(type, data, ref algorithms);
            reader.Skip(-data.Length & 7);
        }
    }

    private static int HeaderOf(ref ByteReader reader)
    {
        var length = reader.U16Le();
        reader.Skip(4);
        return length;
    }

    private static void ReadContext(Context type, ReadOnlySpan<byte> data, scoped ref SmbAlgorithms algorithms)
    {
        switch (type)
        {
            case Context.Encryption when data.Length >= 4:
                algorithms.Cipher = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]) switch
                {
                    0 => null,
                    1 => "AES-128-CCM",
                    2 => "AES-128-GCM",
                    3 => "AES-256-CCM",
                    4 => "AES-256-GCM",
                    var other => $"0x{other:x4}",
                };
                break;
            case Context.Signing when data.Length >= 4:
                algorithms.Signing = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]) switch
                {
                    0 => "HMAC-SHA256",
                    1 => "AES-CMAC",
                    2 => "AES-GMAC",
                    var other => $"0x{other:x4}",
                };
                break;
            case Context.Compression:
                algorithms.Compression = Compressions(data);
                break;
            case Context.ServerName:
                algorithms.ServerName = SmbText.FromUtf16(data);
                break;
        }
    }

    /// <summary>§2.2.3.1.3: | count 2 | padding 2 | flags 4 | algorithm 2 … |</summary>
    private static List<string>? Compressions(ReadOnlySpan<byte> data)
    {
        var reader = new ByteReader(data);
        var count = Math.Min((int)reader.U16Le(), MaxAlgorithms);
        reader.Skip(6);
        List<string>? names = null;
        for (; count > 0; count--)
        {
            var algorithm = reader.U16Le();
            if (reader.Truncated) break;
            if (algorithm != 0) (names ??= []).Add(algorithm switch { 1 => "LZNT1", 2 => "LZ77", 3 => "LZ77+Huffman", 4 => "Pattern_V1", 5 => "LZ4", _ => $"0x{algorithm:x4}" });
        }
        return names;
    }

    private static string Name(ushort dialect) => dialect switch
    {
        0x0202 => "2.0.2",
        0x0210 => "2.1",
        0x0300 => "3.0",
        0x0302 => "3.0.2",
        Smb311 => "3.1.1",
        0x02ff => "2.x",
        _ => $"0x{dialect:x4}",
    };
}
