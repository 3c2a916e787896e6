namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>By what the contacts of a host are taken together; in the order in which they explain best to whoever reads the finding.</summary>
public enum ChannelKind : byte
{
    /// <summary>The host that it asks a proxy for.</summary>
    Proxied,
    /// <summary>A name: SNI, HTTP Host, QUIC, or an answer of the DNS.</summary>
    Name,
    /// <summary>A named pipe of another machine.</summary>
    Pipe,
    /// <summary>The registrable domain, whatever names are below it.</summary>
    Domain,
    /// <summary>A certificate, whoever shows it.</summary>
    Certificate,
    /// <summary>One TLS client of the host (JA4) and a network: names and addresses may rotate.</summary>
    Client,
    /// <summary>Address and port.</summary>
    Endpoint,
    /// <summary>What is said inside connections that stay open.</summary>
    Inside,
    /// <summary>Questions for names below a domain to which no connection follows.</summary>
    Lookups,
}
