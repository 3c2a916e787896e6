namespace NetSensor.Protocols.Radius;

/// <summary>Kinds of packets (RFC 2865 §3, RFC 2866 §3) that are told; others keep their number.</summary>
public enum RadiusCode : byte
{
    /// <summary>May this user in?</summary>
    AccessRequest = 1,
    /// <summary>Yes.</summary>
    AccessAccept = 2,
    /// <summary>No.</summary>
    AccessReject = 3,
    /// <summary>What of a session is to be noted.</summary>
    AccountingRequest = 4,
    /// <summary>Noted.</summary>
    AccountingResponse = 5,
    /// <summary>Show more.</summary>
    AccessChallenge = 11,
}
