using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>A request to a site and its answer, in a connection of its own.</summary>
public sealed record Exchange(string Site)
{
    /// <summary>Bytes asked, as they are inside TLS.</summary>
    public int Request { get; init; } = 400;
    /// <summary>Bytes answered.</summary>
    public long Answer { get; init; } = 2_000;
    /// <summary>Who greets how.</summary>
    public TlsClient Client { get; init; } = TlsClient.Chrome;
    /// <summary>The port of the server.</summary>
    public ushort Port { get; init; } = 443;
    /// <summary>The address, where no name is looked up.</summary>
    public IpAddr? Address { get; init; }
    /// <summary>What the greeting names; the site unless told otherwise, nothing when empty.</summary>
    public string? ServerName { get; init; }
}
