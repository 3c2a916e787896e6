namespace NetSensor.Protocols.DceRpc;

/// <summary>The trailer of a PDU (sec_trailer, [MS-RPCE] §2.2.2.11).</summary>
/// <param name="Type">Security provider (§2.2.1.1.7).</param>
/// <param name="Level">Level of protection (§2.2.1.1.8).</param>
/// <param name="Padding">Bytes of padding between body and trailer.</param>
public readonly record struct DceRpcVerifier(byte Type, byte Level, byte Padding)
{
    /// <summary>Zeek's name for a security provider that is rarely seen or unknown; null for those of everyday: SPNEGO, NTLM, Kerberos.</summary>
    public string? Weird => Type switch
    {
        9 or 10 or 16 => null,
        14 => "tls_dce_rpc_auth_type",
        68 => "netlogon_dce_rpc_auth_type",
        _ => "unknown_dce_rpc_auth_type",
    };

    /// <summary>Level at which parameters are encrypted (RPC_C_AUTHN_LEVEL_PKT_PRIVACY).</summary>
    public const byte Privacy = 6;
}
