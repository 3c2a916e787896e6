using NetSensor.Protocols.Quic;

namespace NetSensor.Tests.Protocols.Quic;

/// <summary>The vectors of RFC 9001 appendix A and RFC 9369 appendix A.</summary>
public sealed class QuicProtectionTests
{
    // RFC 9001 A.3, complete
    private const string ServerPacketV1 =
        "cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a"
        + "5816b6394100f37a1c69797554780bb38cc5a99f5ede4cf73c3ec2493a1839b3"
        + "dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84"
        + "022f8ef4cdd93795d77d06edbb7aaf2f58891850abbdca3d20398c276456cbc4"
        + "2158407dd074ee";

    [Theory]
    [InlineData(QuicPackets.V1, "c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11", "e221af44860018ab0856972e194cd934")] // RFC 9001 A.2
    [InlineData(QuicPackets.V2, "d76b3343cf088394c8f03e5157080000449ea0c95e82ffe67b6abcdb4298b485", "a18b2faa745b6fe189cf772a9f84cbfc")] // RFC 9369 A.2
    public void The_client_packet_of_the_standard_opens(uint version, string begins, string ends)
    {
        var sealer = version == QuicPackets.V1 ? QuicSealer.ClientV1 : QuicSealer.ClientV2;
        var packet = QuicPackets.Initial(sealer, version, QuicPackets.ClientDcid, [], [QuicPackets.Crypto(0, QuicPackets.ClientHello)[..1], [0], [0x40, 0xF1], QuicPackets.ClientHello], number: 2, atLeast: 1200);
        Assert.StartsWith(begins, Convert.ToHexStringLower(packet), StringComparison.Ordinal); // the standard's own packet, byte for byte
        Assert.EndsWith(ends, Convert.ToHexStringLower(packet), StringComparison.Ordinal);

        var frames = Open(packet, QuicPackets.ClientDcid, client: true);
        Assert.Equal(1200 - 22 - 16, frames.Length);
        Assert.Equal(QuicPackets.ClientHello, frames.AsSpan(4, QuicPackets.ClientHello.Length));
    }

    [Fact]
    public void The_server_packet_of_the_standard_opens() =>
        Assert.Equal(QuicPackets.ServerFrames, Open(Convert.FromHexString(ServerPacketV1), QuicPackets.ClientDcid, client: false));

    [Fact]
    public void The_server_packet_of_version_2_opens()
    {
        var packet = QuicSealer.ServerV2.Seal(Convert.FromHexString("d16b3343cf0008f067a5502a4262b50040750001"), QuicPackets.ServerFrames);
        Assert.StartsWith("dc6b3343cf0008f067a5502a4262b5004075d92faaf16f05d8a4398c47089698", Convert.ToHexStringLower(packet), StringComparison.Ordinal); // RFC 9369 A.3
        Assert.Equal(QuicPackets.ServerFrames, Open(packet, QuicPackets.ClientDcid, client: false));
    }

    [Fact]
    public void A_changed_bit_anywhere_is_found_out()
    {
        var packet = Convert.FromHexString(ServerPacketV1);
        for (var at = 18; at < packet.Length; at++)
        {
            var changed = (byte[])packet.Clone();
            changed[at] ^= 1;
            Assert.Null(TryOpen(changed, QuicPackets.ClientDcid, client: false));
        }
    }

    private static byte[] Open(byte[] packet, byte[] dcid, bool client) => TryOpen(packet, dcid, client) ?? throw new InvalidDataException("not genuine");

    private static byte[]? TryOpen(byte[] packet, byte[] dcid, bool client)
    {
        Assert.True(QuicLongHeader.TryRead(packet, out var header));
        Assert.Equal(QuicPacketType.Initial, header.Type);
        using var keys = QuicInitialKeys.Derive(header.Known!, dcid, client);
        var plain = new byte[packet.Length];
        var length = keys.Open(header, plain);
        return length < 0 ? null : plain[..length];
    }
}
