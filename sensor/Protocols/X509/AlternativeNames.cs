using NetSensor.Protocols.Asn1;
using NetSensor.Wire;

namespace NetSensor.Protocols.X509;

//  GeneralNames ::= SEQUENCE OF { [1] rfc822Name | [2] dNSName | [6] URI | [7] iPAddress | others }

/// <summary>The subjectAltName extension (RFC 5280 §4.2.1.6), sorted by kind; a kind that does not occur is null.</summary>
internal sealed class AlternativeNames
{
    private const int MaxNames = 2000;      // the largest shared certificates carry a few hundred
    private const int MaxNameBytes = 1024;  // a DNS name has 253 at most; URIs may be longer

    private const byte Email = 0x81;
    private const byte Dns = 0x82;
    private const byte Uri = 0x86;
    private const byte Ip = 0x87;

    public List<string>? DnsNames { get; private set; }
    public List<string>? Uris { get; private set; }
    public List<string>? EmailAddresses { get; private set; }
    public List<string>? IpAddresses { get; private set; }

    /// <summary>Reads the extension's value; null when it is malformed.</summary>
    public static AlternativeNames? Read(ReadOnlySpan<byte> value)
    {
        if (!new DerReader(value).TryRead(DerTag.Sequence, out var list)) return null;
        var names = new AlternativeNames();
        var reader = new DerReader(list);
        for (var i = 0; i < MaxNames && !reader.AtEnd; i++)
        {
            if (!reader.TryRead(out var kind, out var content)) return null;
            names.Add((byte)kind, content);
        }
        return names;
    }

    private void Add(byte kind, ReadOnlySpan<byte> content)
    {
        switch (kind)
        {
            case Dns: (DnsNames ??= []).Add(EscapedText.From(content, MaxNameBytes)); break;
            case Uri: (Uris ??= []).Add(EscapedText.From(content, MaxNameBytes)); break;
            case Email: (EmailAddresses ??= []).Add(EscapedText.From(content, MaxNameBytes)); break;
            case Ip when content.Length == 4: (IpAddresses ??= []).Add(IpAddr.FromIPv4(content).ToString()); break;
            case Ip when content.Length == 16: (IpAddresses ??= []).Add(IpAddr.FromIPv6(content).ToString()); break;
            default: break; // directory names, other names: counted by nobody
        }
    }
}
