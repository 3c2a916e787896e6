using NetSensor.Events;
using NetSensor.Protocols.DceRpc;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.DceRpc;

/// <summary>Security providers of binds, by Zeek's names for the unusual ones.</summary>
public sealed class DceRpcWeirdTests
{
    [Theory]
    [InlineData(9, null)]                               // SPNEGO
    [InlineData(10, null)]                              // NTLM
    [InlineData(16, null)]                              // Kerberos
    [InlineData(68, "netlogon_dce_rpc_auth_type")]
    [InlineData(14, "tls_dce_rpc_auth_type")]
    [InlineData(77, "unknown_dce_rpc_auth_type")]
    public void An_unusual_security_provider_is_named(byte provider, string? weird)
    {
        var flow = new RecordingFlow();
        new DceRpcParser().Parse(Bind(provider), Direction.FromOriginator, flow);
        Assert.Equal(weird is null ? [] : [weird], flow.Weirds);
    }

    private static byte[] Bind(byte provider)
    {
        byte[] body =
        [
            0xD0, 0x16, 0xD0, 0x16, 0, 0, 0, 0,         // longest fragments, association group
            1, 0, 0, 0, 0, 0, 1, 0,                     // one context, id 0, one transfer syntax
            .. new byte[20], .. new byte[20],           // interface, transfer syntax
            provider, 6, 0, 0, 0, 0, 0, 0,              // trailer: provider, level privacy, no padding, context 0
            1, 2, 3, 4,                                 // token
        ];
        var length = (byte)(16 + body.Length);
        return [5, 0, 11, 3, 0x10, 0, 0, 0, length, 0, 4, 0, 1, 0, 0, 0, .. body]; // version 5.0, bind, first and last, little-endian, token of 4
    }
}
