using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>Who is logged on in a session, and what of it is hidden.</summary>
internal sealed class SmbSession
{
    /// <summary>"DOMAIN\user"; null when nobody was named.</summary>
    public string? User { get; set; }
    /// <summary>Whether the server wants all of it encrypted.</summary>
    public bool EncryptsData { get; set; }
    /// <summary>A share of it that wants encryption.</summary>
    public string? EncryptedShare { get; set; }
    /// <summary>When the first encrypted message was seen; null when there was none.</summary>
    public Timestamp? HiddenSince { get; set; }
    /// <summary>The client's encrypted messages.</summary>
    public SmbHiddenSide Requests;
    /// <summary>The server's encrypted messages.</summary>
    public SmbHiddenSide Responses;
}
