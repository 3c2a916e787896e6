namespace NetSensor.Protocols.Ldap;

/// <summary>The operations by the number of their application tag (RFC 4511 §4); others keep their number.</summary>
public enum LdapOperation : byte
{
    /// <summary>§4.2.</summary>
    BindRequest = 0,
    /// <summary>§4.2.2.</summary>
    BindResponse = 1,
    /// <summary>§4.3.</summary>
    UnbindRequest = 2,
    /// <summary>§4.5.1.</summary>
    SearchRequest = 3,
    /// <summary>§4.5.2: one entry that was found.</summary>
    SearchEntry = 4,
    /// <summary>§4.5.2: the search's end.</summary>
    SearchDone = 5,
    /// <summary>§4.6.</summary>
    ModifyRequest = 6,
    /// <summary>§4.6.</summary>
    ModifyResponse = 7,
    /// <summary>§4.7.</summary>
    AddRequest = 8,
    /// <summary>§4.7.</summary>
    AddResponse = 9,
    /// <summary>§4.8.</summary>
    DeleteRequest = 10,
    /// <summary>§4.8.</summary>
    DeleteResponse = 11,
    /// <summary>§4.9: renames or moves.</summary>
    ModifyNameRequest = 12,
    /// <summary>§4.9.</summary>
    ModifyNameResponse = 13,
    /// <summary>§4.10.</summary>
    CompareRequest = 14,
    /// <summary>§4.10.</summary>
    CompareResponse = 15,
    /// <summary>§4.11.</summary>
    AbandonRequest = 16,
    /// <summary>§4.5.2: another server that knows more.</summary>
    SearchReference = 19,
    /// <summary>§4.12.</summary>
    ExtendedRequest = 23,
    /// <summary>§4.12.</summary>
    ExtendedResponse = 24,
    /// <summary>§4.13.</summary>
    Intermediate = 25,
}
